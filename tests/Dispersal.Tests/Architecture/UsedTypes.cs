using System.Reflection;
using System.Reflection.Emit;

namespace Dispersal.Tests.Architecture;

/// <summary>Which types a type uses: in its parents, members, attributes and in the instructions of its methods.</summary>
internal static class UsedTypes
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>The types of the same assembly that <paramref name="type"/> uses; generated and nested types count as the type around them.</summary>
    public static IEnumerable<Type> Of(Type type)
    {
        HashSet<Type> used = [];
        Add(type.BaseType);
        foreach (Type parent in type.GetInterfaces())
        {
            Add(parent);
        }

        AddAttributes(type);
        foreach (MemberInfo member in type.GetMembers(Declared))
        {
            AddAttributes(member);
            switch (member)
            {
                case FieldInfo field: Add(field.FieldType); break;
                case PropertyInfo property: Add(property.PropertyType); break;
                case MethodBase method: AddMethod(method); break;
            }
        }

        return used.Where(other => other != Outermost(type));

        void AddMethod(MethodBase method)
        {
            AddSignature(method);
            if (method.GetMethodBody() is { } body)
            {
                foreach (LocalVariableInfo local in body.LocalVariables)
                {
                    Add(local.LocalType);
                }

                foreach (MemberInfo member in Instructions(method, body.GetILAsByteArray()!))
                {
                    AddMember(member);
                }
            }
        }

        void AddMember(MemberInfo member)
        {
            Add(member as Type ?? member.DeclaringType);
            switch (member)
            {
                case FieldInfo field: Add(field.FieldType); break;
                case MethodBase method: AddSignature(method); break;
            }
        }

        void AddSignature(MethodBase method)
        {
            Add((method as MethodInfo)?.ReturnType);
            foreach (System.Reflection.ParameterInfo parameter in method.GetParameters())
            {
                Add(parameter.ParameterType);
            }

            foreach (Type argument in method.IsGenericMethod ? method.GetGenericArguments() : [])
            {
                Add(argument);
            }
        }

        void AddAttributes(MemberInfo member)
        {
            foreach (CustomAttributeData attribute in member.GetCustomAttributesData())
            {
                Add(attribute.AttributeType);
            }
        }

        void Add(Type? other)
        {
            if (other is null || other.IsGenericParameter)
            {
                return;
            }

            if (other.HasElementType)
            {
                Add(other.GetElementType());
                return;
            }

            foreach (Type argument in other.IsGenericType ? other.GetGenericArguments() : [])
            {
                Add(argument);
            }

            if (other.Assembly == type.Assembly)
            {
                used.Add(Outermost(other));
            }
        }
    }

    /// <summary>The type in whose file a type stands.</summary>
    public static Type Outermost(Type type)
    {
        Type outer = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        while (outer.DeclaringType is { } around)
        {
            outer = around;
        }

        return outer;
    }

    private static IEnumerable<MemberInfo> Instructions(MethodBase method, byte[] code)
    {
        Type[] typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : [];
        Type[] methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (int at = 0; at < code.Length;)
        {
            short value = code[at++];
            if (value == 0xFE)
            {
                value = unchecked((short)(0xFE00 | code[at++]));
            }

            OpCode instruction = Codes[value];
            switch (instruction.OperandType)
            {
                case OperandType.InlineType or OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok:
                    yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments)!;
                    at += 4;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + (4 * BitConverter.ToInt32(code, at));
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    at += 8;
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    at += 1;
                    break;
                case OperandType.InlineVar:
                    at += 2;
                    break;
                default:
                    at += 4;
                    break;
            }
        }
    }
}
