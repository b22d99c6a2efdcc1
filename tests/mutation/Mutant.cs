using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dispersal.Mutation;

/// <summary>One change of the code that ought to be noticed.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Before">What stands there.</param>
/// <param name="After">What is put in its place.</param>
/// <param name="Old">The node that is replaced.</param>
/// <param name="New">Its replacement; null where a statement is taken out.</param>
internal sealed record Mutant(string File, int Line, string Before, string After, SyntaxNode Old, SyntaxNode? New)
{
    /// <summary>Rank in the sample: a hash of what is changed and where, so that nobody chooses.</summary>
    public string Rank { get; } = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{File}:{Line}:{Old.SpanStart - Old.SyntaxTree.GetText().Lines[Line - 1].Start}:{Before}:{After}")));

    /// <summary>All mutants of a file.</summary>
    public static IEnumerable<Mutant> Of(string file, SyntaxTree tree)
    {
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
        {
            // Messages, attributes, names and the sizes of buffers are no behaviour of the model.
            if (node.AncestorsAndSelf().Any(n => n is AttributeSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or InterpolatedStringExpressionSyntax
                or StackAllocArrayCreationExpressionSyntax or ArrayRankSpecifierSyntax or EnumMemberDeclarationSyntax or CaseSwitchLabelSyntax or PatternSyntax))
            {
                continue;
            }

            foreach (SyntaxNode? other in Changes(node))
            {
                string before = Short(node);
                yield return new(file, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, before, other is null ? "" : Short(other), node, other);
            }
        }
    }

    /// <summary>The file with the change.</summary>
    public SyntaxTree Changed()
    {
        SyntaxTree tree = Old.SyntaxTree;
        SyntaxNode changed = New is null
            ? tree.GetRoot().ReplaceNode(Old, SyntaxFactory.EmptyStatement().WithTriviaFrom(Old))
            : tree.GetRoot().ReplaceNode(Old, New.WithTriviaFrom(Old));

        // Read again from its text: an operator whose sign alone was changed would still be compiled as what it was.
        return CSharpSyntaxTree.ParseText(changed.ToFullString(), (CSharpParseOptions)tree.Options, tree.FilePath);
    }

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
            case MemberAccessExpressionSyntax member when member.ToString() is "Math.Min" or "Math.Max":
                yield return SyntaxFactory.ParseExpression(member.ToString() == "Math.Min" ? "Math.Max" : "Math.Min");
                break;
            case ExpressionStatementSyntax statement when statement.Expression is InvocationExpressionSyntax or AssignmentExpressionSyntax:
                yield return null;
                break;
        }
    }

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
