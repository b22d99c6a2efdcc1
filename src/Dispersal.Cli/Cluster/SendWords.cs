using System.CommandLine;
using System.Globalization;
using Dispersal.Experiments;
using Dispersal.Experiments.Store;

namespace Dispersal.Cli.Cluster;

/// <summary>The words that say where shards are run, and the sending.</summary>
internal sealed class SendWords
{
    private static readonly string[] Places = ["here", "parallel", "slurm"];

    private readonly Option<string> on = new("--on")
    {
        HelpName = string.Join('|', Places),
        Description = "Where shards are run: in this process, by GNU parallel on this machine, or as tasks of Slurm job arrays. [default: here]",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (!Places.Contains(word))
            {
                string near = NearMiss.Of(word, Places) is { } name ? $" Did you mean '{name}'?" : "";
                result.AddError($"--on: '{word}' is not a place to run. Write {string.Join(", ", Places[..^1])} or {Places[^1]}.{near}");
            }

            return word;
        },
    };

    private readonly Option<string?> profile = new("--profile")
    {
        HelpName = "FILE",
        Description = "With --on slurm: JSON file with partition, time, memory, account, modules and other lines that the cluster wants.",
    };

    private readonly Option<int?> jobs = SweepWords.Number("--jobs", "N", 1, 1_024, "With --on here or parallel: shards at a time; one for each processor when not given.");
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Write what would be run and print the command, but start nothing." };

    public void AddTo(Command verb)
    {
        foreach (Option option in (Option[])[on, profile, jobs, dryRun])
        {
            verb.Options.Add(option);
        }

        verb.Validators.Add(words =>
        {
            bool isSlurm = words.GetResult(on) is { Tokens: [{ Value: "slurm" }] };
            if (words.GetResult(profile) is { Implicit: false } && !isSlurm)
            {
                words.AddError("--profile goes with --on slurm.");
            }

            if (words.GetResult(jobs) is { Implicit: false } && isSlurm)
            {
                words.AddError("--jobs goes with --on here or parallel; how many tasks Slurm runs at once is 'running-limit' of the profile.");
            }
        });
    }

    /// <summary>The profile named, so that what is wrong with it is said before anything is made.</summary>
    /// <exception cref="ScenarioException">It holds what no profile may hold.</exception>
    public Profile Profile(ParseResult parse) => parse.GetValue(profile) is { } file ? ProfileFile.Read(file) : Cluster.Profile.Empty;

    /// <summary>Runs shards, or sends them.</summary>
    /// <param name="parse">The words.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="shards">Numbers of the shards.</param>
    /// <param name="allowed">The profile.</param>
    /// <param name="retry">Whether runs that failed are run again.</param>
    /// <param name="mixVersions">Whether another version than that which cut the sweep may run it.</param>
    /// <param name="isQuiet">Whether to show nothing.</param>
    /// <param name="cancellation">Tells it to stop.</param>
    /// <returns>The exit code.</returns>
    public int Send(
        ParseResult parse, ShardedSweep sweep, IReadOnlyList<int> shards, Profile allowed, bool retry, bool mixVersions, bool isQuiet, CancellationToken cancellation)
    {
        string place = parse.GetValue(on) ?? Places[0];
        string words = $"{(retry ? " --retry" : "")}{(mixVersions ? " --mix-versions" : "")} --quiet";
        bool isDry = parse.GetValue(dryRun);
        int atOnce = parse.GetValue(jobs) ?? Environment.ProcessorCount;
        switch (place)
        {
            case "slurm":
                return ToSlurm(sweep, shards, allowed, $" --threads {allowed.Cpus.ToString(CultureInfo.InvariantCulture)}{words}", isDry);
            case "parallel":
                return ByParallel.Run(sweep, shards, atOnce, words, isDry, cancellation);
            default:
                if (isDry)
                {
                    Terminal.WriteResult($"{ToolCall.Text} sweep resubmit {ToolCall.Quoted(sweep.Folder)}");
                    return ExitCode.Done;
                }

                return Here.Run(sweep, shards, atOnce, threads: 1, retry, mixVersions, isQuiet, cancellation);
        }
    }

    private static int ToSlurm(ShardedSweep sweep, IReadOnlyList<int> shards, Profile profile, string words, bool isDry)
    {
        const int standardLimit = 1_001;
        if (sweep.Folder.Any(letter => letter is '"' or '\\' or '%' or '\'' || char.IsControl(letter)))
        {
            throw new IOException($"{sweep.Folder}: Slurm cannot write logs to a folder with \", ', \\ or % in its name. Name another folder.");
        }

        int most = isDry ? profile.ArrayLimit ?? standardLimit : Math.Min(profile.ArrayLimit ?? int.MaxValue, Slurm.ArrayLimit());
        int sent = 0;
        foreach (int[] part in shards.Chunk(most))
        {
            int number = Submission.Begin(sweep.Folder, part);
            string script = Submission.PathOf(sweep.Folder, number, ".sh");
            string name = Slurm.NameOf(sweep.Id, number);
            WholeFile.Write(script, JobScript.Text(sweep.Folder, number, name, part.Length, profile, words));
            if (isDry)
            {
                Terminal.WriteResult($"sbatch {ToolCall.Quoted(script)}");
                continue;
            }

            try
            {
                Submission submission = new(number, name, Slurm.Submit(script));
                submission.Save(sweep.Folder);
                sent += part.Length;
                Terminal.WriteResult($"Job {submission.Job}: {part.Length:N0} {(part.Length == 1 ? "task" : "tasks")}.");
            }
            catch (IOException problem)
            {
                // Nothing of this number is in the queue.
                File.Delete(Submission.PathOf(sweep.Folder, number, ".shards"));
                throw new IOException(
                    $"{problem.Message}\n{sent:N0} of {shards.Count:N0} shards are sent; 'dispersal sweep resubmit {sweep.Folder} --on slurm' sends the others.", problem);
            }
        }

        return ExitCode.Done;
    }
}
