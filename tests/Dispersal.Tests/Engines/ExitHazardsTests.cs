using Dispersal.Engines;
using Dispersal.Model;

namespace Dispersal.Tests.Engines;

public sealed class ExitHazardsTests
{
    [Fact]
    public void Those_who_take_one_exit_for_several_reasons_are_put_together_wherever_the_reasons_stand()
    {
        StateTerm[] terms = [Of(Exit.JoinsCell), Of(Exit.JoinsCell), Of(Exit.Disengages), Of(Exit.JoinsCell), Of(Exit.Disengages)];
        double[] taking = [1, 2, 4, 8, 16];
        ExitHazards.Unite(terms, taking);
        Assert.Equal([11, 0, 20, 0, 0], taking);

        static StateTerm Of(Exit exit) => default(StateTerm) with { Exit = exit };
    }
}
