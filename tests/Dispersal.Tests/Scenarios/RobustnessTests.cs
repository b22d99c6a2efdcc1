namespace Dispersal.Tests.Scenarios;

public class RobustnessTests
{
    private const string Splinters = "\",\n#;{}[]:*/-0 9e.\t\u00e4\\'%\r";

    [Fact]
    public void No_damage_to_a_file_makes_checking_throw()
    {
        ulong luck = 7;
        string[] files = [.. Small.Texts().Keys];
        int refused = 0;
        for (int trial = 0; trial < 600; trial++)
        {
            Dictionary<string, string> texts = Small.Texts();
            for (int hit = 0; hit < 1 + (trial % 3); hit++)
            {
                string file = files[Next(files.Length)];
                int at = Next(texts[file].Length + 1);
                int cut = Math.Min(Next(4), texts[file].Length - at);
                string splinter = Next(2) == 0 ? "" : Splinters[Next(Splinters.Length)].ToString();
                texts[file] = texts[file].Remove(at, cut).Insert(at, splinter);
            }

            refused += Scenario.CheckTexts(texts).Scenario is null ? 1 : 0;
        }

        Assert.InRange(refused, 200, 599);

        int Next(int below)
        {
            luck = (luck * 6364136223846793005UL) + 1442695040888963407UL;
            return (int)((luck >> 33) % (ulong)below);
        }
    }
}
