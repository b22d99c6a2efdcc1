using Dispersal.Reporting;
using FsCheck;
using FsCheck.Fluent;

namespace Dispersal.Tests.Reporting;

public class TextTableTests
{
    private static readonly TextTable Numbers = new(
        [new("place"), new("persons", Side.Right)],
        [["Köln", new TableCell("7", "5–9")], ["東京", "1,234"]]);

    [Fact]
    public void Words_line_up_left_and_numbers_right_with_notes_below() => Assert.Equal(
        """
        place  persons
        -----  -------
        Köln         7
                   5–9
        東京     1,234

        """, new Document([Numbers]).ToText(), ignoreLineEndingDifferences: true);

    [Fact]
    public void Markdown_says_the_same() => Assert.Equal(
        """
        | place | persons |
        | --- | ---: |
        | Köln | 7<br>5–9 |
        | 東京 | 1,234 |

        """, new Document([Numbers]).ToMarkdown(), ignoreLineEndingDifferences: true);

    [Fact]
    public void A_cell_cannot_break_out_of_its_table()
    {
        TextTable table = new([new("a"), new("b")], [["x|y\n| z", "<b>*_`[\u001b[2J"]]);

        Assert.Equal(3, new Document([table]).ToMarkdown().TrimEnd('\n').Split('\n').Length);
        Assert.Equal(3, new Document([table]).ToText().TrimEnd('\n').Split('\n').Length);
        Assert.DoesNotContain('\u001b', new Document([table]).ToText());
    }

    [Fact]
    public void No_line_is_wider_than_asked_for_however_wide_the_cells_are()
    {
        Gen<(int[] Widths, int Width)> cases =
            from columns in Gen.Choose(1, 9)
            from widths in Gen.Choose(1, 19).ArrayOf(columns)
            from width in Gen.Choose(40, 130)
            select (widths, width);
        Prop.ForAll(cases.ToArbitrary(), drawn =>
        {
            TextTable table = new(
                [.. drawn.Widths.Select((_, c) => new TableColumn($"c{c}", c % 2 == 0 ? Side.Left : Side.Right))],
                [[.. drawn.Widths.Select(width => new TableCell(new string('x', width)))]]);
            string text = new Document([table]).ToText(drawn.Width);
            return text.Split('\n').All(line => line.Length <= drawn.Width)
                && Enumerable.Range(0, drawn.Widths.Length).All(c => text.Contains($"c{c}", StringComparison.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithReplay(7UL, 9UL));
    }

    [Fact]
    public void Every_part_of_a_broken_table_says_what_its_rows_are_of() => Assert.Equal(
        """
        measure  subject         before
        -------- ------- --------------
        returned DEU     310 [300, 320]
        returned FRA     260 [250, 270]

        measure  subject          after
        -------- ------- --------------
        returned DEU     210 [200, 220]
        returned FRA     160 [150, 170]

        """,
        new Document([new TextTable(
            [new("measure"), new("subject"), new("before", Side.Right), new("after", Side.Right)],
            [["returned", "DEU", "310 [300, 320]", "210 [200, 220]"], ["returned", "FRA", "260 [250, 270]", "160 [150, 170]"]]) { Keys = 2 }]).ToText(40),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void Long_words_are_broken_over_lines_without_losing_a_letter()
    {
        string source = string.Join(' ', Enumerable.Range(0, 40).Select(n => new string((char)('a' + (n % 26)), n)));
        TextTable table = new([new("n", Side.Right), new("source", Wraps: true)], [["1", source]]);

        string text = new Document([table]).ToText(60);

        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 60));
        Assert.Equal(source.Count(char.IsLetter), text.Split('\n', 3)[2].Count(char.IsLetter));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Zürich, Αθήνα, 東京, می‌خواهم", "Zürich, Αθήνα, 東京, می‌خواهم")]
    [InlineData("\u001b]0;title\u0007", @"\u001b]0;title\u0007")]
    [InlineData("a\nb\tc\r\u0085\u009b31m", @"a\u000ab\u0009c\u000d\u0085\u009b31m")]
    [InlineData("\u202egnp.exe\u2066\ufeff", @"\u202egnp.exe\u2066\ufeff")]
    [InlineData("x\U000e0041", @"x\U000e0041")]
    public void Characters_that_a_terminal_would_obey_are_shown(string text, string shown)
    {
        Assert.Equal(shown, PrintableText.Escape(text));
        Assert.Equal(shown, PrintableText.Escape(shown));
    }

    [Fact]
    public void Half_a_character_is_shown() => Assert.Equal(@"\ud800x", PrintableText.Escape("\ud800x"));
}
