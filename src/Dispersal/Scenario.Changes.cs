using System.Collections.Immutable;
using System.Globalization;
using Dispersal.Scenarios;

namespace Dispersal;

public sealed partial class Scenario
{
    /// <summary>This scenario with one number changed; its baseline is this scenario's, or this scenario where it has none.</summary>
    /// <remarks>The new value has no range: it is what the caller says. It stands throughout, in place of a course that <c>forcing.csv</c> gives;
    /// policies still act on it.</remarks>
    /// <param name="address">Address of a number, such as <c>routes/syr-tur-west/patrol</c>; one <c>*</c> may stand for an id.</param>
    /// <param name="value">The new value, in the parameter's unit.</param>
    /// <exception cref="ScenarioException">The address names nothing, or the scenario so changed cannot be run.</exception>
    public Scenario With(string address, double value) => With(address, Text(value));

    /// <summary>This scenario with one number, switch, date or text changed; blank takes what is written out.</summary>
    /// <param name="address">Address, such as <c>border/on</c> or <c>end</c>; one <c>*</c> may stand for an id.</param>
    /// <param name="value">The new value, as it would be written in a file.</param>
    /// <exception cref="ScenarioException">The address names nothing, or the scenario so changed cannot be run.</exception>
    public Scenario With(string address, string value)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(value);
        return With(new Dictionary<string, string>(StringComparer.Ordinal) { [address] = value });
    }

    /// <summary>This scenario with a switch changed.</summary>
    /// <param name="address">Address of a switch, such as <c>border/on</c>; one <c>*</c> may stand for an id.</param>
    /// <param name="value">On or off.</param>
    /// <exception cref="ScenarioException">The address names nothing, or the scenario so changed cannot be run.</exception>
    public Scenario With(string address, bool value) => With(address, value ? "true" : "false");

    /// <summary>This scenario with a date changed.</summary>
    /// <param name="address">Address of a date, such as <c>end</c> or <c>policies/surge/from</c>; one <c>*</c> may stand for an id.</param>
    /// <param name="value">The day.</param>
    /// <exception cref="ScenarioException">The address names nothing, or the scenario so changed cannot be run.</exception>
    public Scenario With(string address, DateOnly value) => With(address, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>This scenario with one number changed, together with its range and where it comes from: what draws, designs and calibrations then vary.</summary>
    /// <param name="address">Address of a number, such as <c>routes/syr-tur-west/patrol</c>; one <c>*</c> may stand for an id.</param>
    /// <param name="value">The new value with its range, spread, source, grade and reason, in place of all that was written.</param>
    /// <exception cref="ScenarioException">The address names nothing, or the scenario so changed cannot be run.</exception>
    public Scenario With(string address, Parameter value)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(value);
        Dictionary<string, string> settings = new(StringComparer.Ordinal) { [address] = Text(value.Value) };
        return Changed(settings, Baseline ?? this, keepCourse: false, mayBeAbsent: false, value);
    }

    /// <summary>This scenario with several values changed at once; checked once, so that values that depend on each other may be changed together.</summary>
    /// <param name="settings">New values by address, as in <see cref="With(string, string)"/>.</param>
    /// <exception cref="ScenarioException">An address names nothing, or the scenario so changed cannot be run.</exception>
    public Scenario With(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.FirstOrDefault(setting => setting.Value is null).Key is { } empty)
            throw new ArgumentException($"{empty} is set to null. Write an empty text to take out what is written.", nameof(settings));
        return Changed(settings, Baseline ?? this, keepCourse: false, mayBeAbsent: false);
    }

    /// <summary>
    /// This scenario with what is held to be true of the world changed: as <see cref="With(string, double)"/>, but the baseline changes too.
    /// For draws of uncertain parameters and for calibration.
    /// </summary>
    /// <param name="values">New values by address; one <c>*</c> may stand for an id. Rows that the baseline does not have are changed here only.</param>
    /// <exception cref="ScenarioException">An address names nothing, or the scenario so changed cannot be run.</exception>
    public Scenario Revised(IReadOnlyDictionary<string, double> values) => Revised(values, values);

    /// <summary>As <see cref="Revised(IReadOnlyDictionary{string, double})"/>, with values of its own for the baseline: those that this scenario sets otherwise on purpose, for one.</summary>
    /// <param name="values">New values by address; one <c>*</c> may stand for an id.</param>
    /// <param name="baselineValues">New values of the <see cref="Baseline"/>; those of rows that it does not have are left out. Nothing where there is no baseline.</param>
    /// <exception cref="ScenarioException">An address names nothing, or the scenario or its baseline so changed cannot be run.</exception>
    public Scenario Revised(IReadOnlyDictionary<string, double> values, IReadOnlyDictionary<string, double> baselineValues)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(baselineValues);
        Scenario? baseline = Baseline?.Changed(Texts(baselineValues), null, keepCourse: true, mayBeAbsent: true);
        return Changed(Texts(values), baseline, keepCourse: true, mayBeAbsent: false);

        static Dictionary<string, string> Texts(IReadOnlyDictionary<string, double> numbers) =>
            numbers.ToDictionary(v => v.Key, v => Text(v.Value), StringComparer.Ordinal);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private Scenario Changed(IReadOnlyDictionary<string, string> settings, Scenario? baseline, bool keepCourse, bool mayBeAbsent, Parameter? described = null)
    {
        var problems = new Problems();
        try
        {
            return Changed(settings, baseline, keepCourse, mayBeAbsent, described, problems);
        }
        catch (TooManyProblemsException)
        {
            problems.AndMore();
            throw new ScenarioException(problems.Sorted());
        }
    }

    private Scenario Changed(IReadOnlyDictionary<string, string> settings, Scenario? baseline, bool keepCourse, bool mayBeAbsent, Parameter? described, Problems problems)
    {
        RawDocument document = Document;

        // Patterns first, so that a setting for one row stands beside one for all, whatever the order of the dictionary.
        foreach ((string address, string value) in settings
            .OrderByDescending(s => s.Key.Contains('*', StringComparison.Ordinal)).ThenBy(s => s.Key, StringComparer.Ordinal))
        {
            var targets = Addresses.Match(Document, address, out string problem);
            if (targets.IsEmpty && !mayBeAbsent)
            {
                problems.Error(Position.None, address, problem);
            }

            foreach (Target target in targets)
            {
                if (target.Column.IsKey)
                {
                    problems.Error(Position.None, target.Address, "this names the row and cannot be changed. Change the files instead.");
                }
                else
                {
                    // A setting stands throughout: it takes the place of a course over time.
                    if (!keepCourse && target.IsDated && Courses.PointsOf(target.Address).Count > 0)
                    {
                        document = WithoutCourse(document, target.Address);
                    }

                    document = Set(document, target, value, described);
                }
            }
        }

        // Also where an address is wrong: what is wrong with the other values is to be said at once.
        Scenario changed = ScenarioBuilder.Build(document, baseline, [], problems);
        changed.Rules = Rules;
        changed.SharedWays = SharedWays;
        return problems.HasErrors ? throw new ScenarioException(problems.Sorted()) : changed;
    }

    // Points written for the address go; a pattern that covers it keeps the other addresses it stands for.
    private static RawDocument WithoutCourse(RawDocument document, string address)
    {
        RowDeclaration forcing = Declarations.TableByName["forcing"];
        ImmutableSortedDictionary<string, RawRow> rows = document.Table(forcing.Name);
        foreach ((string key, RawRow row) in rows)
        {
            RawCell written = row.Cells["address"];
            ImmutableArray<Target> covered = Addresses.MatchDated(document, written.Text, out _);
            if (!covered.Any(t => string.Equals(t.Address, address, StringComparison.Ordinal)))
            {
                continue;
            }

            rows = rows.Remove(key);
            foreach (Target other in covered.Where(t => !string.Equals(t.Address, address, StringComparison.Ordinal)))
            {
                ImmutableDictionary<string, RawCell> cells = row.Cells.SetItem("address", written with { Text = other.Address });
                rows = rows.SetItem($"{other.Address}/{row.Cells["date"].Text}", new RawRow(row.At, cells));
            }
        }

        return document with { Tables = document.Tables.SetItem(forcing.Name, rows) };
    }

    private static RawDocument Set(RawDocument document, Target target, string value, Parameter? described)
    {
        RawRow row = document.Row(target.Declaration, target.Key) ?? new RawRow(Position.None, RawRow.NoCells);
        if (value.Length == 0)
        {
            var names = target.Column.Kind == CellKind.Number
                ? RowDeclaration.Companions.Select(x => $"{target.Column.Name}-{x}").Prepend(target.Column.Name) : [target.Column.Name];
            return document.WithRow(target.Declaration, target.Key, new RawRow(row.At, row.Cells.RemoveRange(names)));
        }

        // A setting is an overlay of one cell, or of one with what is known about it; it is in no file.
        var cells = RawRow.NoCells.Add(target.Column.Name, Cell(value)).ToBuilder();
        if (described is not null && target.Column.Kind == CellKind.Number)
        {
            (string Name, string? Text)[] about =
            [
                (target.Column.Low, described.Low is { } low ? Text(low) : null), (target.Column.High, described.High is { } high ? Text(high) : null),
                (target.Column.Spread, Choices.Word(described.Distribution)), (target.Column.Source, described.Source),
                (target.Column.Grade, described.Grade == Grade.Unspecified ? null : Choices.Word(described.Grade)), (target.Column.Reason, described.Reason),
            ];
            cells.AddRange(about.Where(part => part.Text is { Length: > 0 }).Select(part => KeyValuePair.Create(part.Name, Cell(part.Text!))));
        }

        return document.WithRow(target.Declaration, target.Key, Overlay.Row(target.Declaration, row, new RawRow(row.At, cells.ToImmutable())));

        static RawCell Cell(string text) => new(text, CellForm.Csv, Position.None);
    }
}
