using System.Runtime.ExceptionServices;

namespace Dispersal.Engines;

/// <summary>Threads that do one job together, thousands of times: the caller does the first share itself and waits for the others.</summary>
internal sealed class Crew : IDisposable
{
    private readonly Thread[] others;
    private readonly Barrier? barrier;
    private Action<int>? job;
    private Exception? failure;
    private bool ended;

    public Crew(int size)
    {
        others = new Thread[size - 1];
        if (others.Length == 0)
        {
            return;
        }

        barrier = new Barrier(size);
        for (int i = 0; i < others.Length; i++)
        {
            int share = i + 1;
            others[i] = new Thread(() => Work(share)) { IsBackground = true, Name = $"day {share}" };
            others[i].Start();
        }
    }

    /// <summary>Does every share of a job.</summary>
    public void Do(Action<int> work)
    {
        if (barrier is null)
        {
            work(0);
            return;
        }

        job = work;
        barrier.SignalAndWait();
        Try(0);
        barrier.SignalAndWait();
        if (Interlocked.Exchange(ref failure, null) is { } problem)
        {
            ExceptionDispatchInfo.Throw(problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (barrier is not null && !ended)
        {
            ended = true;
            barrier.SignalAndWait();
            foreach (Thread thread in others)
            {
                thread.Join();
            }

            barrier.Dispose();
        }
    }

    private void Work(int share)
    {
        while (true)
        {
            barrier!.SignalAndWait();
            if (ended)
            {
                return;
            }

            Try(share);
            barrier.SignalAndWait();
        }
    }

    private void Try(int share)
    {
        try
        {
            job!(share);
        }
        catch (Exception problem)
        {
            Interlocked.CompareExchange(ref failure, problem, null);
        }
    }
}
