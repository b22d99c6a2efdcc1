using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Dispersal.Results;

/// <summary>The result tables of an ensemble as CSV text.</summary>
internal sealed class ResultTables(RecordPlan plan, ReplicateResults results, int threads)
{
    private const int SeriesPerBlock = 8;

    /// <summary>File names of all tables, in the order in which the digest takes them.</summary>
    public static ImmutableArray<string> FileNames { get; } = ["summary.csv", "flows.csv", "stocks.csv", "fates.csv", "histories.csv"];

    /// <summary>File names of the tables that were recorded.</summary>
    public ImmutableArray<string> Recorded { get; } = [.. FileNames.Where(name => IsRecorded(plan.Recording, name))];

    /// <summary>SHA-256 over all recorded files, one after another, in lower-case hexadecimal digits.</summary>
    public string Digest()
    {
        using HashingStream stream = new(Stream.Null);
        foreach (string name in Recorded)
            Write(name, stream);
        return stream.Digest();
    }

    /// <summary>Writes a file.</summary>
    public void Write(string fileName, Stream stream)
    {
        switch (fileName)
        {
            case "summary.csv":
                WriteSeries("measure,subject,date,mean,p05,p50,p95\n"u8, plan.Summary, keepZeros: true, stream);
                break;
            case "flows.csv":
                WriteSeries("route,from,to,mode,outcome,date,mean,p05,p50,p95\n"u8, plan.Flows, keepZeros: false, stream);
                break;
            case "stocks.csv":
                WriteSeries("place,stage,date,mean,p05,p50,p95\n"u8, plan.Stocks, keepZeros: false, stream);
                break;
            case "fates.csv":
                WriteSeries("origin,fate,date,mean,p05,p50,p95\n"u8, plan.Fates, keepZeros: true, stream);
                break;
            case "histories.csv":
                WriteHistories(stream);
                break;
            default:
                throw new ArgumentException($"There is no result table '{fileName}'.", nameof(fileName));
        }
    }

    private static bool IsRecorded(Recording recording, string fileName) => fileName switch
    {
        "summary.csv" => !recording.Measures.IsEmpty,
        "flows.csv" => recording.Flows,
        "stocks.csv" => recording.Stocks,
        "fates.csv" => recording.Fates,
        _ => recording.Histories,
    };

    /// <summary>Blocks of series are written by several threads, and put into the file in order.</summary>
    private void WriteSeries(ReadOnlySpan<byte> header, ImmutableArray<RecordedSeries> series, bool keepZeros, Stream stream)
    {
        stream.Write(header);
        int blocks = (series.Length + SeriesPerBlock - 1) / SeriesPerBlock;
        OrderedText file = new(stream);
        int begun = 0;
        try
        {
            Parallel.For(0, Math.Min(threads, blocks), new ParallelOptions { MaxDegreeOfParallelism = threads }, (_, state) =>
            {
                SeriesRows rows = new(plan.Dates, results.Records);
                for (int block; !state.ShouldExitCurrentIteration && (block = Interlocked.Increment(ref begun) - 1) < blocks;)
                {
                    rows.Text.Clear();
                    int start = block * SeriesPerBlock;
                    foreach (RecordedSeries one in series.AsSpan(start, Math.Min(SeriesPerBlock, series.Length - start)))
                        rows.Add(one, keepZeros);
                    file.Put(block, rows.Text.Written);
                }
            });
        }
        catch (AggregateException problems)
        {
            ExceptionDispatchInfo.Throw(problems.InnerExceptions[0]);
        }
    }

    private void WriteHistories(Stream stream)
    {
        TableText text = new();
        text.Add("person,origin,role,date,from-stage,to-stage,place,cause\n"u8);
        foreach (HistoryStep step in results.Histories)
        {
            text.Field(step.Person);
            text.Comma();
            text.Field(step.Origin);
            text.Comma();
            text.Field(step.Role);
            text.Comma();
            text.Date(step.Date);
            foreach (string field in (ReadOnlySpan<string>)[step.FromStage, step.ToStage, step.Place, step.Cause])
            {
                text.Comma();
                text.Field(field);
            }

            text.EndLine();
        }

        stream.Write(text.Written);
    }
}
