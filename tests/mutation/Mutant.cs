using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Dispersal.Mutation;

/// <summary>One change of the code that ought to be noticed.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Before">What stands there.</param>
/// <param name="After">What is put in its place.</param>
/// <param name="Old">The node that is replaced.</param>
/// <param name="Which">Which of the changes of that node it is.</param>
/// <param name="Place">Text of the line, which of those with the same text it is, where in it and how long: code that comes before moves nothing.</param>
internal sealed record Mutant(string File, int Line, string Before, string After, SyntaxNode Old, int Which, string Place)
{
    /// <summary>Rank in the sample: a hash of what is changed and where, so that nobody chooses.</summary>
    public string Rank { get; } = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{File}:{Place}:{Before}:{After}")));

    /// <summary>Name of the change in the table.</summary>
    public string Id => Rank[..16];

    /// <summary>All mutants of a file.</summary>
    public static IEnumerable<Mutant> Of(string file, SyntaxTree tree)
    {
        TextLineCollection lines = tree.GetText().Lines;
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        (string Text, int Number)[] named = [.. lines.Select(line => line.ToString().Trim()).Select(text => (text, seen[text] = seen.GetValueOrDefault(text) + 1))];
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
        {
            // Messages, attributes, names and the sizes of buffers are no behaviour of the model.
            if (node.AncestorsAndSelf().Any(n => n is AttributeSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or InterpolatedStringExpressionSyntax
                or StackAllocArrayCreationExpressionSyntax or ArrayRankSpecifierSyntax or EnumMemberDeclarationSyntax or CaseSwitchLabelSyntax or PatternSyntax))
            {
                continue;
            }

            foreach ((int which, SyntaxNode? other) in Changes(node).Index())
            {
                var start = node.GetLocation().GetLineSpan().StartLinePosition;
                (string text, int number) = named[start.Line];
                int column = start.Character - (lines[start.Line].ToString().Length - lines[start.Line].ToString().TrimStart().Length);
                yield return new(file, start.Line + 1, Short(node), other is null ? "" : Short(other), node, which, $"{text}:{number}:{column}:{node.Span.Length}");
            }
        }
    }

    /// <summary>The file with the change and nothing else.</summary>
    public SyntaxTree Changed()
    {
        SyntaxTree tree = Old.SyntaxTree;
        SyntaxNode changed = Of(Old) is { } other
            ? tree.GetRoot().ReplaceNode(Old, other.WithTriviaFrom(Old))
            : tree.GetRoot().ReplaceNode(Old, SyntaxFactory.EmptyStatement().WithTriviaFrom(Old));

        // Read again from its text: an operator whose sign alone was changed would still be compiled as what it was.
        return CSharpSyntaxTree.ParseText(changed.ToFullString(), (CSharpParseOptions)tree.Options, tree.FilePath);
    }

    /// <summary>The node behind a switch: as it was, or changed, as <see cref="Planted"/> says when it is reached.</summary>
    /// <param name="node">The node, in which others may have been planted already.</param>
    /// <param name="number">Number of the mutant.</param>
    public SyntaxNode Behind(SyntaxNode node, int number)
    {
        string turned = $"{Planted.Name}.Is({number})";
        string before = node.ToString();
        string after = Of(node)?.ToString() ?? "";
        if (node is ExpressionStatementSyntax)
        {
            return SyntaxFactory.ParseStatement($"if (!{turned}) {{ {before} }}").WithTriviaFrom(node);
        }

        if (node is ArgumentListSyntax { Arguments: var arguments } list)
        {
            ArgumentListSyntax other = (ArgumentListSyntax)Of(node)!;
            return list.WithArguments(SyntaxFactory.SeparatedList(
                arguments.Select((argument, i) => argument.ToString() == other.Arguments[i].ToString()
                    ? argument
                    : argument.WithExpression(SyntaxFactory.ParseExpression($"({turned} ? ({other.Arguments[i].Expression}) : ({argument.Expression}))").WithTriviaFrom(argument.Expression))),
                arguments.GetSeparators()));
        }

        // What is said with an assignment is a statement, a choice alone is not.
        string assigned = node is AssignmentExpressionSyntax ? "_ = " : "";
        string choice = $"{turned} ? ({after}) : ({before})";
        return SyntaxFactory.ParseExpression(assigned.Length > 0 ? assigned + choice : $"({choice})").WithTriviaFrom(node);
    }

    private SyntaxNode? Of(SyntaxNode node) => Changes(node).ElementAt(Which);

    private static string Short(SyntaxNode node)
    {
        string text = string.Join(' ', node.ToString().Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 90 ? text[..87] + "..." : text;
    }

    private static IEnumerable<SyntaxNode?> Changes(SyntaxNode node)
    {
        switch (node)
        {
            case BinaryExpressionSyntax binary when Other(binary.OperatorToken.Kind()) is { } token:
                yield return binary.WithOperatorToken(SyntaxFactory.Token(token).WithTriviaFrom(binary.OperatorToken));
                break;
            case AssignmentExpressionSyntax assignment when assignment.Kind() is SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression:
                bool adds = assignment.Kind() == SyntaxKind.AddAssignmentExpression;
                yield return SyntaxFactory.AssignmentExpression(
                    adds ? SyntaxKind.SubtractAssignmentExpression : SyntaxKind.AddAssignmentExpression, assignment.Left, assignment.Right);
                break;
            case LiteralExpressionSyntax literal when literal.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression:
                yield return SyntaxFactory.LiteralExpression(literal.Kind() == SyntaxKind.TrueLiteralExpression ? SyntaxKind.FalseLiteralExpression : SyntaxKind.TrueLiteralExpression);
                break;
            case LiteralExpressionSyntax literal when literal.Token.Value is int number:
                yield return SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(number + 1));
                break;
            case LiteralExpressionSyntax literal when literal.Token.Value is double number:
                yield return SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(number == 0 ? 1.0 : number * 1.5));
                break;
            case PrefixUnaryExpressionSyntax not when not.Kind() is SyntaxKind.LogicalNotExpression or SyntaxKind.UnaryMinusExpression:
                yield return SyntaxFactory.ParenthesizedExpression(not.Operand);
                break;
            case ConditionalExpressionSyntax conditional:
                yield return SyntaxFactory.ConditionalExpression(conditional.Condition, SyntaxFactory.ParenthesizedExpression(conditional.WhenFalse), SyntaxFactory.ParenthesizedExpression(conditional.WhenTrue));
                break;
            case InvocationExpressionSyntax call when call.Expression.ToString() is "Math.Min" or "Math.Max":
                yield return call.WithExpression(SyntaxFactory.ParseExpression(call.Expression.ToString() == "Math.Min" ? "Math.Max" : "Math.Min"));
                break;
            case ArgumentListSyntax { Arguments: { Count: > 1 } arguments } list:
                // The first two neighbours that differ; whether the compiler lets them stand in each other's place is seen later.
                int first = Enumerable.Range(0, arguments.Count - 1).FirstOrDefault(i => IsPlain(arguments[i]) && IsPlain(arguments[i + 1]) && arguments[i].ToString() != arguments[i + 1].ToString(), -1);
                if (first >= 0)
                {
                    ArgumentSyntax[] swapped = [.. arguments];
                    swapped[first] = arguments[first].WithExpression(arguments[first + 1].Expression.WithTriviaFrom(arguments[first].Expression));
                    swapped[first + 1] = arguments[first + 1].WithExpression(arguments[first].Expression.WithTriviaFrom(arguments[first + 1].Expression));
                    yield return list.WithArguments(SyntaxFactory.SeparatedList(swapped, arguments.GetSeparators()));
                }

                break;
            case ExpressionStatementSyntax statement when statement.Expression is InvocationExpressionSyntax or AssignmentExpressionSyntax:
                yield return null;
                break;
        }
    }

    private static bool IsPlain(ArgumentSyntax argument) => argument.NameColon is null && argument.RefKindKeyword.IsKind(SyntaxKind.None) && argument.Expression is not AnonymousFunctionExpressionSyntax;

    private static SyntaxKind? Other(SyntaxKind token) => token switch
    {
        SyntaxKind.PlusToken => SyntaxKind.MinusToken,
        SyntaxKind.MinusToken => SyntaxKind.PlusToken,
        SyntaxKind.AsteriskToken => SyntaxKind.SlashToken,
        SyntaxKind.SlashToken => SyntaxKind.AsteriskToken,
        SyntaxKind.LessThanToken => SyntaxKind.LessThanEqualsToken,
        SyntaxKind.LessThanEqualsToken => SyntaxKind.LessThanToken,
        SyntaxKind.GreaterThanToken => SyntaxKind.GreaterThanEqualsToken,
        SyntaxKind.GreaterThanEqualsToken => SyntaxKind.GreaterThanToken,
        SyntaxKind.EqualsEqualsToken => SyntaxKind.ExclamationEqualsToken,
        SyntaxKind.ExclamationEqualsToken => SyntaxKind.EqualsEqualsToken,
        SyntaxKind.AmpersandAmpersandToken => SyntaxKind.BarBarToken,
        SyntaxKind.BarBarToken => SyntaxKind.AmpersandAmpersandToken,
        _ => null,
    };
}
