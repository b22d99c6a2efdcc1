using System.Text.RegularExpressions;
using Dispersal.Experiments;
using Dispersal.Reporting;
using Dispersal.Reporting.Pages;

namespace Dispersal.Tests.Reporting;

public partial class ReportTests
{
    [Fact]
    public void The_report_of_a_run_shows_what_became_of_them()
    {
        Document report = FatesReport.Of(MadeUpEnsemble.Run(MadeUpEnsemble.Tiny(), replicates: 21));

        Assert.All(report.ToText(100).Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Approved.Check("fates", Anonymous(report.ToText(100)));
        Approved.Check("fates-markdown", Anonymous(report.ToMarkdown()));
    }

    [Fact]
    public void A_single_replicate_is_shown_to_say_nothing_about_luck() => Assert.Contains(
        "one replicate", FatesReport.Of(MadeUpEnsemble.Run(MadeUpEnsemble.Tiny(), replicates: 1)).ToText(), StringComparison.Ordinal);

    [Theory]
    [InlineData(784.5, "785")]
    [InlineData(19474.5, "19,475")]
    [InlineData(21.95, "22")]
    [InlineData(40.25, "40.3")]
    public void The_terminal_rounds_persons_as_the_page_does(double persons, string text)
    {
        Estimate estimate = new(persons, persons, persons, persons, 0, 20);

        Assert.Equal($"{text} [{text}, {text}]", Figures.Persons(estimate));
        Assert.Equal($"{text} ({text} to {text})", PageWords.Of(estimate));
    }

    [Fact]
    public void The_report_of_a_comparison_shows_the_largest_difference_first()
    {
        Scenario tiny = MadeUpEnsemble.Tiny();

        Document report = ComparisonReport.Of(Comparison.Of(MadeUpEnsemble.Run(tiny, 21), MadeUpEnsemble.Run(tiny, 21, more: 50)));

        Approved.Check("comparison", Anonymous(report.ToText(100)));
    }

    [Fact]
    public void A_comparison_of_a_scenario_with_itself_says_that_nothing_changes()
    {
        Ensemble ensemble = MadeUpEnsemble.Run(MadeUpEnsemble.Tiny(), 5);

        Assert.Contains("Nothing: no figure differs", ComparisonReport.Of(Comparison.Of(ensemble, ensemble)).ToText(), StringComparison.Ordinal);
    }

    // Neither a new parameter nor a new version of the library changes what a report looks like.
    private static string Anonymous(string text) => Provenance().Replace(text, "(FINGERPRINT), seed 1, 21 replicates, engine individuals, dispersal VERSION");

    [GeneratedRegex(@"\([0-9a-f]{12}\), seed 1, 21 replicates, engine individuals, dispersal \d+\.\d+\.\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Provenance();
}
