using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Dispersal.Experiments.Designs;

namespace Dispersal.Experiments.Analysis;

/// <summary>The parameters of each replicate, for one scenario or for several that are held against each other.</summary>
/// <remarks>
/// (1) A share from 0 to 1 for each factor, by seed, replicate, attempt and the factor's name, and one for the row of the posterior. (2) Values at these quantiles, those
/// of the posterior in place of ranges. (3) If any of the scenarios cannot be run so, the next attempt for all of them.
/// </remarks>
internal sealed class ParameterDraws
{
    // One draw in ten is refused where two shares may add up to too much; a hundred in a row are no bad luck.
    private const int MostAttempts = 100;

    private const string PosteriorName = "posterior";

    private readonly ulong seed;
    private readonly Posterior? posterior;
    private readonly ImmutableArray<Varied> scenarios;
    private readonly ConcurrentDictionary<int, int> attempts = new();

    public ParameterDraws(Uncertainty uncertainty, ulong seed, params ReadOnlySpan<Scenario> scenarios)
    {
        this.seed = seed;
        posterior = uncertainty.Posterior;
        this.scenarios = [.. scenarios.ToArray().Select(scenario => new Varied(uncertainty, scenario))];
        if (this.scenarios.All(varied => varied.IsEmpty))
        {
            throw new ScenarioException([new Diagnostic(
                Severity.Error, "", 0, 0, "", uncertainty is { DrawsRanges: false, Posterior: null }
                    ? "nothing is to be drawn: neither ranges nor a posterior. Draw ranges, or give a posterior."
                    : $"{scenarios[0].Name} gives no parameter a range, so there is nothing to draw. Write low and high bounds into its files.")]);
        }

        int factors = this.scenarios.Max(varied => varied.FactorCount);
        Description = string.Join(", ", new[]
        {
            posterior is null ? "" : string.Create(
                CultureInfo.InvariantCulture, $"{Number(posterior.Addresses.Length, "parameter")} from {Number(posterior.Sets.Length, "posterior set")} ({posterior.Digest[..12]})"),
            factors == 0 ? "" : $"{Number(factors, "factor")} from {(factors == 1 ? "its range" : "their ranges")}",
        }.Where(part => part.Length > 0));

        static string Number(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
    }

    /// <summary>What is drawn, in a few words.</summary>
    public string Description { get; }

    /// <summary>A scenario with the parameters of a replicate.</summary>
    /// <param name="scenario">Which of the scenarios.</param>
    /// <param name="replicate">The replicate.</param>
    /// <exception cref="ScenarioException">The scenarios cannot be run with a hundred draws.</exception>
    public Scenario At(int scenario, int replicate)
    {
        if (attempts.TryGetValue(replicate, out int settled))
        {
            return Drawn(scenarios[scenario], replicate, settled);
        }

        for (int attempt = 0; ; attempt++)
        {
            try
            {
                Scenario? asked = null;
                for (int other = 0; other < scenarios.Length; other++)
                {
                    Scenario drawn = Drawn(scenarios[other], replicate, attempt);           // (1), (2)
                    asked = other == scenario ? drawn : asked;
                }

                attempts[replicate] = attempt;
                return asked!;
            }
            catch (ScenarioException) when (attempt + 1 < MostAttempts)
            {
                // (3)
            }
        }
    }

    /// <summary>The share from 0 to 1 that belongs to a seed, a replicate, an attempt and a name.</summary>
    public static double Share(ulong seed, int replicate, int attempt, string name)
    {
        ulong hash = 0xCBF29CE484222325;    // FNV-1a
        foreach (byte letter in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ letter) * 0x100000001B3;
        }

        ulong key = SplitMix.Mix(SplitMix.Mix(SplitMix.Mix(seed ^ SplitMix.Mix(hash)) + (ulong)replicate) + (ulong)attempt);
        return new SplitMix(key).NextShare();
    }

    private Scenario Drawn(Varied varied, int replicate, int attempt)
    {
        int row = posterior?.SetAt(Share(seed, replicate, attempt, PosteriorName)) ?? 0;
        return varied.Scenario.Revised(Values(varied.Own), varied.Baseline is { } baseline ? Values(baseline) : new());

        Dictionary<string, double> Values((ImmutableArray<Factor> Factors, ImmutableArray<int> Columns) what)
        {
            Dictionary<string, double> values = new(StringComparer.Ordinal);
            foreach (Factor factor in what.Factors)
            {
                double share = Share(seed, replicate, attempt, factor.Name);
                foreach (FactorCell cell in factor.Cells)
                {
                    values[cell.Address] = cell.Parameter.Quantile(share);
                }
            }

            foreach (int column in what.Columns)
            {
                values[posterior!.Addresses[column]] = posterior.Sets[row][column];
            }

            return values;
        }
    }

    /// <summary>What is drawn of a scenario and of its baseline: factors, and columns of the posterior.</summary>
    private sealed class Varied
    {
        public Varied(Uncertainty uncertainty, Scenario scenario)
        {
            Scenario = scenario;
            Own = Of(uncertainty, scenario, scenario.Baseline);
            Baseline = scenario.Baseline is { } baseline ? Of(uncertainty, baseline, null) : null;
        }

        public Scenario Scenario { get; }

        public (ImmutableArray<Factor> Factors, ImmutableArray<int> Columns) Own { get; }

        public (ImmutableArray<Factor> Factors, ImmutableArray<int> Columns)? Baseline { get; }

        public int FactorCount => Own.Factors.Length;

        public bool IsEmpty => Own.Factors.IsEmpty && Own.Columns.IsEmpty;

        private static (ImmutableArray<Factor> Factors, ImmutableArray<int> Columns) Of(Uncertainty uncertainty, Scenario scenario, Scenario? baseline)
        {
            HashSet<string> together = new(StringComparer.Ordinal);
            var columns = ImmutableArray.CreateBuilder<int>();
            if (uncertainty.Posterior is { } posterior)
            {
                Dictionary<string, ParameterInfo> known = ByAddress(scenario);
                Dictionary<string, ParameterInfo>? before = baseline is null ? null : ByAddress(baseline);
                List<Diagnostic> problems = [];
                foreach ((int column, string address) in posterior.Addresses.Index())
                {
                    together.Add(address);
                    if (!known.TryGetValue(address, out ParameterInfo? parameter))
                    {
                        problems.AddRange(Missing(scenario, address));
                    }
                    else if (posterior.Sets.Any(set => !(set[column] >= parameter.Min && set[column] <= parameter.Max)))
                    {
                        problems.Add(new(Severity.Error, Posterior.FileName, 0, 0, address, string.Create(
                            CultureInfo.InvariantCulture, $"a set has a value that is not from {parameter.Min} to {parameter.Max}. Take the set out, or calibrate anew.")));
                    }
                    else if (before is null || !before.TryGetValue(address, out ParameterInfo? old) || old.Parameter.Value == parameter.Parameter.Value)
                    {
                        columns.Add(column);
                    }
                }

                if (problems.Count > 0)
                {
                    throw new ScenarioException(problems);
                }
            }

            ImmutableArray<Factor> factors = uncertainty.DrawsRanges
                ? [.. Factor.Ranged(scenario, uncertainty.Split).Select(factor => factor.Without(together)).OfType<Factor>()] : [];
            return (factors, columns.DrainToImmutable());
        }

        private static Dictionary<string, ParameterInfo> ByAddress(Scenario scenario) =>
            scenario.Parameters.ToDictionary(parameter => parameter.Address, StringComparer.Ordinal);

        // The scenario says itself what an address names, or what was probably meant.
        private static ImmutableArray<Diagnostic> Missing(Scenario scenario, string address)
        {
            try
            {
                _ = scenario[address];
                return [];
            }
            catch (ScenarioException problem)
            {
                return [.. problem.Problems.Select(found => found with { File = Posterior.FileName })];
            }
        }
    }
}
