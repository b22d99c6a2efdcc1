using System.Diagnostics;
using Dispersal.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dispersal.Cli;

/// <summary>Progress as a bar on a terminal.</summary>
internal sealed class ProgressBar : IProgress<RunProgress>
{
    private const int BarWidth = 20;

    private readonly Lock gate = new();
    private readonly ProgressTask task;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private RunProgress last;

    private ProgressBar(ProgressTask task) => this.task = task;

    public static T While<T>(string label, Func<IProgress<RunProgress>?, T> run)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        ProgressBar? bar = null;
        T result = console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(),
                new RateColumn(() => bar), new LeftColumn(() => bar))
            .Start(context =>
            {
                bar = new(context.AddTask(Markup.Escape(PrintableText.Escape(label)), maxValue: 1));
                return run(bar);
            });
        Terminal.WriteNote(Progress.Last(label, bar!.last, bar.clock.Elapsed));
        return result;
    }

    public void Report(RunProgress value)
    {
        lock (gate)
        {
            if (value.ReplicatesDone >= last.ReplicatesDone)
            {
                last = value;
                task.Value = (double)value.ReplicatesDone / value.Replicates;
            }
        }
    }

    private string Rate()
    {
        lock (gate)
        {
            return Progress.Rate(last, clock.Elapsed);
        }
    }

    private string Left()
    {
        lock (gate)
        {
            return Progress.Left(last, clock.Elapsed) is { } rest ? $"{Progress.Clock(rest)} left" : "";
        }
    }

    private sealed class RateColumn(Func<ProgressBar?> bar) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(bar()?.Rate() ?? "");
    }

    private sealed class LeftColumn(Func<ProgressBar?> bar) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(bar()?.Left() ?? "");
    }
}
