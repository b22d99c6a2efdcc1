using System.Collections.Immutable;
using System.CommandLine;

namespace Dispersal.Cli;

/// <summary><c>dispersal new</c>: a scenario to begin with, from a template that the tool carries, or an overlay on one that is there.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        Argument<string> name = Words.Folder("NAME", "Folder to write; its last part is the scenario's name.");
        Option<string> template = new("--template")
        {
            HelpName = "TEMPLATE",
            Description = $"What to begin with: {string.Join(", ", Template.Names)}.",
            DefaultValueFactory = _ => Template.Standard,
            CustomParser = result =>
            {
                string word = result.Tokens[0].Value;
                if (!Template.Names.Contains(word))
                {
                    string near = NearMiss.Of(word, Template.Names) is { } meant ? $" Did you mean '{meant}'?" : "";
                    result.AddError($"--template: '{word}' is not a template. Write one of {string.Join(", ", Template.Names)}.{near}");
                }

                return word;
            },
        };
        template.CompletionSources.Add(_ => Template.Names.Select(word => new System.CommandLine.Completions.CompletionItem(word)));
        Option<string?> extends = new("--extends")
        {
            HelpName = "DIR",
            Description = "Write an overlay on the scenario in this folder instead, beside it: a policy or another world, which holds only what differs.",
        };
        Option<bool> json = Words.Json();
        Verb verb = new("new", "Writes a commented scenario to begin with, or an overlay on one that is there.",
            "dispersal new my-scenario",
            "dispersal new denser-patrols --extends my-scenario",
            "dispersal new scenarios/raqqa-2017 --template raqqa-2017")
        {
            name,
            template,
            extends,
            json,
        };
        verb.Validators.Add(result =>
        {
            string folder = result.GetValue(name) ?? "";
            if (folder.Length > 0 && !Template.IsName(NameOf(folder)))
            {
                result.AddError($"NAME: '{NameOf(folder)}' cannot name a scenario. Write up to 64 letters, digits, '-', '_' or '.', a letter or digit first.");
            }

            if (result.GetValue(extends) is not null && result.GetResult(template) is { Implicit: false })
            {
                result.AddError("--template and --extends: write one of the two.");
            }
        });
        verb.SetAction(parse =>
        {
            string folder = parse.GetRequiredValue(name);
            ImmutableArray<string> written = parse.GetValue(extends) is { } @base ? Over(@base, folder) : From(parse.GetRequiredValue(template), folder);
            if (parse.GetValue(json))
            {
                JsonResult.Write(new { Scenario = written[0], Folders = written });
            }
            else
            {
                Terminal.WriteResult(WhatNow(written, parse.GetValue(extends)));
            }

            return ExitCode.Done;
        });
        return verb;
    }

    // The scenario and, where it is laid over another that is not there, that one too.
    private static ImmutableArray<string> From(string template, string folder)
    {
        Template chosen = Template.Of(template, NameOf(folder));
        chosen.Write(folder);
        if (chosen.Extends is not { } below || Beside(folder, below) is var lower && Directory.Exists(lower))
        {
            return [folder];
        }

        return [folder, .. From(below, lower)];
    }

    // An overlay lies beside what it is laid over; a name without a folder is put there.
    private static ImmutableArray<string> Over(string @base, string folder)
    {
        Scenario below = Scenario.Load(@base);
        string parent = Path.GetDirectoryName(Path.GetFullPath(@base).TrimEnd(Path.DirectorySeparatorChar))!;
        string target = Path.GetFileName(folder) == folder ? Beside(@base, folder) : folder;
        if (Path.GetDirectoryName(Path.GetFullPath(target).TrimEnd(Path.DirectorySeparatorChar)) != parent)
        {
            throw new IOException($"{folder} would not lie beside {@base}. An overlay extends ../NAME: write just its name.");
        }

        Template.Over(below, NameOf(@base), NameOf(folder)).Write(target);
        return [target];
    }

    private static string WhatNow(ImmutableArray<string> written, string? @base)
    {
        string folder = written[0];
        string others = written.Length > 1 ? $", and what it is laid over: {string.Join(", ", written.Skip(1))}" : "";
        return $"{folder} is written{others}.\n\nNext:\n" + (@base is null
            ? $"  dispersal check {folder}\n  dispersal run {folder} --replicates 20\n"
            : $"  write what differs into {Path.Combine(folder, "policies.csv")}\n  dispersal compare {@base} {folder} --replicates 20\n");
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static string Beside(string folder, string name)
    {
        string parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) ?? "";
        return parent.Length == 0 ? name : Path.Combine(parent, name);
    }
}
