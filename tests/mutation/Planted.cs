using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dispersal.Mutation;

/// <summary>The switches: one class that is added to the library, by which exactly one of the planted changes is turned on, and which notes those that were reached.</summary>
internal static class Planted
{
    /// <summary>Name of the class.</summary>
    public const string Name = "global::Dispersal.Planted";

    /// <summary>Name of the variable that says which change is on; none where it is not set.</summary>
    public const string Which = "DISPERSAL_MUTANT";

    /// <summary>Name of the variable that asks for notes of what is reached.</summary>
    public const string Notes = "DISPERSAL_MUTANTS_REACHED";

    /// <summary>The class. What is read once at its start is a constant to the compiler at run time, so that a switch costs nothing in a loop.</summary>
    public const string Source = $$"""
        namespace Dispersal;

        internal static class Planted
        {
            public static readonly bool[] Reached = new bool[65536];
            private static readonly int which = int.TryParse(System.Environment.GetEnvironmentVariable("{{Which}}"), out int number) ? number : -1;
            private static readonly bool notes = System.Environment.GetEnvironmentVariable("{{Notes}}") is not null;

            public static bool Is(int number)
            {
                if (notes)
                {
                    Reached[number] = true;
                }

                return number == which;
            }
        }
        """;

    /// <summary>Number of the change that a node chooses on; -1 where it chooses on none.</summary>
    public static int NumberOf(SyntaxNode node)
    {
        ExpressionSyntax? condition = node switch
        {
            ConditionalExpressionSyntax choice => choice.Condition,
            IfStatementSyntax { Condition: PrefixUnaryExpressionSyntax not } => not.Operand,
            _ => null,
        };
        return condition is InvocationExpressionSyntax call && call.Expression.ToString() == Name + ".Is"
            ? int.Parse(call.ArgumentList.Arguments[0].ToString(), System.Globalization.CultureInfo.InvariantCulture) : -1;
    }
}
