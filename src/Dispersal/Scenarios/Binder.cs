using System.Collections.Immutable;
using System.Globalization;

namespace Dispersal.Scenarios;

/// <summary>Turns cells into the typed properties of a row or section.</summary>
internal static class Binder
{
    /// <summary>Fills the properties of <paramref name="target"/>; false when a problem was found.</summary>
    public static bool Fill(object target, RowDeclaration declaration, string key, RawRow row, Problems problems)
    {
        int before = problems.Count;
        foreach (ColumnDeclaration column in declaration.Columns)
        {
            if (column.Kind == CellKind.Number)
            {
                column.Property.SetValue(target, Number(declaration, column, key, row, problems));
            }
            else if (row.Cells.TryGetValue(column.Name, out RawCell? cell))
            {
                if (Other(column, () => declaration.AddressOf(key, column.Name), cell, problems) is { } value)
                {
                    column.Property.SetValue(target, value);
                }
            }
            else if (column.IsRequired)
            {
                problems.Error(row.At, declaration.AddressOf(key, column.Name), $"nothing is written. {Expected(column)}");
            }
        }

        return problems.Count == before;
    }

    /// <summary>What may be written in a column, as a sentence.</summary>
    public static string Expected(ColumnDeclaration column) => column.Kind switch
    {
        CellKind.Number or CellKind.Figure => Expected(column.Attribute.Min, column.Attribute.Max),
        CellKind.Switch => "Write true or false.",
        CellKind.Date => "Write a date as yyyy-MM-dd, such as 2017-10-17.",
        CellKind.Month => "Write a month as yyyy-MM, such as 2017-10.",
        CellKind.Choice => $"Write {Or(column.Choices.Select(c => c.Key))}.",
        _ when column.Attribute.RefersTo is { } table => $"Write an id of {table}.csv.",
        _ when column.IsId => $"Write an id: {Ids.Rule}.",
        _ => "Write a text.",
    };

    public static string Expected(double min, double max) => (double.IsFinite(min), double.IsFinite(max)) switch
    {
        (true, true) => $"Write a number from {min} to {max}.",
        (true, false) => $"Write a number of at least {min}.",
        (false, true) => $"Write a number of at most {max}.",
        _ => "Write a number.",
    };

    /// <summary>What is wrong with a value outside bounds; null when it is inside.</summary>
    public static string? OutOfBounds(double value, double min, double max, string unit) =>
        value >= min && value <= max ? null
        : unit is "probability" or "share" && min == 0 && max == 1 ? $"{value} is not a {unit}."
        : value < min ? $"{value} is below {min}."
        : $"{value} is above {max}.";

    public static string Or(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length == 1 ? all[0] : string.Join(", ", all[..^1]) + " or " + all[^1];
    }

    /// <summary>A finite number in the invariant culture, or the reason why it is none.</summary>
    public static double? Finite(RawCell cell, ColumnDeclaration column, out string problem)
    {
        problem = "";
        if (cell.Form is CellForm.JsonText or CellForm.JsonSwitch or CellForm.JsonOther)
        {
            string hint = cell.Form == CellForm.JsonText && double.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                ? "Leave out the quotes." : Expected(column);
            problem = cell.Form == CellForm.JsonText ? $"\"{cell.Text}\" is a text, not a number. {hint}" : $"{cell.Text} is not a number. {Expected(column)}";
            return null;
        }

        if (double.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            if (double.IsFinite(number))
            {
                return number + 0.0; // turns -0 into 0
            }

            problem = $"{cell.Text} is not a finite number. {Expected(column)}";
            return null;
        }

        string pointed = cell.Text.Replace(',', '.');
        if (pointed != cell.Text && double.TryParse(pointed, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            problem = $"\"{cell.Text}\" has a decimal comma. Write {pointed}.";
        }
        else if (cell.Text.EndsWith('%'))
        {
            problem = $"\"{cell.Text}\" is a percentage. Write it as a share of 1.";
        }
        else
        {
            problem = $"\"{cell.Text}\" is not a number. {Expected(column)}";
        }

        return null;
    }

    private static Parameter Number(RowDeclaration declaration, ColumnDeclaration column, string key, RawRow row, Problems problems)
    {
        double min = column.Attribute.Min;
        double max = column.Attribute.Max;
        bool isWritten = row.Cells.TryGetValue(column.Name, out RawCell? main);
        row.Cells.TryGetValue(column.Low, out RawCell? lowCell);
        row.Cells.TryGetValue(column.High, out RawCell? highCell);
        double? value = isWritten ? Part(main!, "") : column.Attribute.Default;
        double? low = lowCell is null ? null : Part(lowCell, "low ");
        double? high = highCell is null ? null : Part(highCell, "high ");
        if (value is { } absent && double.IsNaN(absent))
        {
            problems.Error(row.At, Address(), $"nothing is written. {Expected(column)}");
            value = null;
        }

        if ((lowCell ?? highCell) is { } single && (lowCell is null || highCell is null))
        {
            (string written, string other) = lowCell is null ? ("high", "low") : ("low", "high");
            problems.Error(single.At, Address(), $"{written} is written without {other}. Write both or neither.");
        }

        if (value is { } v && low is { } l && high is { } h && !(l <= v && v <= h))
        {
            problems.Error((main ?? lowCell!).At, Address(), $"the value {v} is not between low {l} and high {h}. Write low <= value <= high.");
        }

        if (value is null && low > high)
        {
            problems.Error(lowCell!.At, Address(), $"low {low} is above high {high}. Write low <= value <= high.");
        }

        var distribution = Word(column.Spread, "distribution", Choices.Distributions) as Distribution? ?? Distribution.Triangular;
        if (distribution == Distribution.LogUniform && low is <= 0)
        {
            problems.Error(lowCell!.At, Address(), $"a log-uniform range cannot begin at {low}. Write a low above 0.");
        }

        // The row's source serves the cells that are written in it, not the defaults of cells left blank.
        bool served = isWritten && declaration.IsTable;
        return new Parameter(value ?? 0)
        {
            Low = low,
            High = high,
            Distribution = distribution,
            Source = Text(column.Source, "source") is { Length: > 0 } source ? source : Parameter.Assumed,
            Grade = row.Cells.ContainsKey(column.Grade)
                ? Word(column.Grade, "grade", Choices.Grades) as Grade? ?? default
                : served && row.Cells.TryGetValue("grade", out RawCell? whole)
                    ? Choices.Grades.FirstOrDefault(c => c.Key == whole.Text).Value as Grade? ?? default : default,
            Reason = Text(column.Reason, "reason") ?? "",
        };

        string Address() => declaration.AddressOf(key, column.Name);

        double? Part(RawCell cell, string part)
        {
            if (Finite(cell, column, out string problem) is not { } number)
            {
                problems.Error(cell.At, Address(), part + problem);
                return null;
            }

            if (OutOfBounds(number, min, max, column.Unit) is { } wrong)
            {
                problems.Error(cell.At, Address(), $"{part}{wrong} {Expected(min, max)}");
                return null;
            }

            return number;
        }

        object? Word(string cellName, string part, ImmutableArray<KeyValuePair<string, object>> words) =>
            row.Cells.TryGetValue(cellName, out RawCell? cell) ? Choice(words, Address, cell, part, problems) : null;

        string? Text(string cellName, string part) =>
            row.Cells.TryGetValue(cellName, out RawCell? cell) ? TextOf(cell, Address, part, problems)
            : served && row.Cells.TryGetValue(part, out RawCell? ofRow) ? ofRow.Text
            : null;
    }

    private static object? Other(ColumnDeclaration column, Func<string> address, RawCell cell, Problems problems)
    {
        switch (column.Kind)
        {
            case CellKind.Figure:
                if (Finite(cell, column, out string problem) is not { } number)
                {
                    problems.Error(cell.At, address(), problem);
                    return null;
                }

                if (OutOfBounds(number, column.Attribute.Min, column.Attribute.Max, column.Unit) is { } outside)
                {
                    problems.Error(cell.At, address(), $"{outside} {Expected(column)}");
                    return null;
                }

                return number;

            case CellKind.Switch:
                if (cell.Form is CellForm.Csv or CellForm.JsonSwitch && cell.Text is "true" or "false")
                {
                    return cell.Text == "true";
                }

                problems.Error(cell.At, address(), $"{Quoted(cell)} is neither true nor false. Write true or false{(cell.Form == CellForm.JsonText ? " without quotes" : "")}.");
                return null;

            case CellKind.Date or CellKind.Month:
                if (cell.Form is CellForm.Csv or CellForm.JsonText
                    && DateOnly.TryParseExact(
                        cell.Text, column.Kind == CellKind.Month ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
                {
                    return date;
                }

                problems.Error(cell.At, address(), $"{Quoted(cell)} is not a {(column.Kind == CellKind.Month ? "month" : "date")}. {Expected(column)}");
                return null;

            case CellKind.Choice:
                return Choice(column.Choices, address, cell, "", problems);

            default:
                if (TextOf(cell, address, "", problems) is not { } text)
                {
                    return null;
                }

                if (column.IsId && !Ids.IsId(text))
                {
                    problems.Error(cell.At, address(), $"\"{text}\" cannot be an id. Write {Ids.Rule}.");
                    return null;
                }

                return text;
        }
    }

    private static object? Choice(ImmutableArray<KeyValuePair<string, object>> choices, Func<string> address, RawCell cell, string part, Problems problems)
    {
        foreach ((string word, object value) in choices)
        {
            if (word == cell.Text && cell.Form is CellForm.Csv or CellForm.JsonText)
            {
                return value;
            }
        }

        string what = part.Length > 0 ? part + " " : "";
        string all = $"Write {Or(choices.Select(c => c.Key))}.";
        problems.Error(
            cell.At, address(),
            $"{what}{Quoted(cell)} is not known. {(NearestName.Of(cell.Text, choices.Select(c => c.Key), most: 1) is { } near ? $"Did you mean \"{near}\"? " : "")}{all}");
        return null;
    }

    private static string? TextOf(RawCell cell, Func<string> address, string part, Problems problems)
    {
        if (cell.Form is CellForm.Csv && IsFormula(cell.Text))
        {
            problems.Error(
                cell.At, address(), $"{(part.Length > 0 ? part + " " : "")}\"{cell.Text}\" would be a formula to a spreadsheet. Begin it with a letter, a digit or a quotation mark.");
            return null;
        }

        if (cell.Form is CellForm.Csv or CellForm.JsonText)
        {
            return cell.Text;
        }

        problems.Error(cell.At, address(), $"{(part.Length > 0 ? part + " " : "")}{cell.Text} is not a text. Write a text in quotes.");
        return null;
    }

    // Tables are opened in spreadsheets, those of results too, which hold the scenario as run.
    private static bool IsFormula(string text) => text.Length > 1 && text[0] is '=' or '+' or '@' or '\t' or '\r' or '\n' or '-';

    private static string Quoted(RawCell cell) => cell.Form is CellForm.Csv or CellForm.JsonText ? $"\"{cell.Text}\"" : cell.Text;
}

/// <summary>What may name a row or a scenario.</summary>
internal static class Ids
{
    public const int Longest = 64;

    public const string Rule = "at most 64 letters, digits, '-', '_' or '.', a letter or digit first";

    public const string Pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

    public static bool IsId(string text) =>
        text.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
