using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dispersal.Tests.Architecture;

/// <summary>Writes what an assembly offers as readable C#, with nullability, in an order that does not depend on the compiler.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool", ["System.Byte"] = "byte", ["System.Char"] = "char", ["System.Decimal"] = "decimal", ["System.Double"] = "double",
        ["System.Single"] = "float", ["System.Int32"] = "int", ["System.Int64"] = "long", ["System.Object"] = "object", ["System.Int16"] = "short",
        ["System.String"] = "string", ["System.UInt32"] = "uint", ["System.UInt64"] = "ulong", ["System.UInt16"] = "ushort", ["System.Void"] = "void",
    };

    public static string Of(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (IGrouping<string?, Type> space in assembly.GetExportedTypes().GroupBy(type => type.Namespace).OrderBy(space => space.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"namespace {space.Key}\n");
            foreach (Type type in space.OrderBy(Name, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{Heading(type)}\n");
                foreach (string member in Members(type).Order(StringComparer.Ordinal))
                {
                    text.Append(CultureInfo.InvariantCulture, $"    {member}\n");
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Heading(Type type)
    {
        bool isRecord = type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", Declared) is not null;
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (isRecord ? "record struct" : "struct"),
            { IsAbstract: true, IsSealed: true } => "static class",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            _ => (type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "") + (isRecord ? "record" : "class"),
        };
        IEnumerable<Type> parents = type.IsEnum
            ? []
            : type.GetInterfaces().Where(i => !(isRecord && i.Name == "IEquatable`1")).OrderBy(Name, StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
        {
            parents = parents.Prepend(parent);
        }

        return $"{kind} {Name(type)}{(parents.Any() ? " : " + string.Join(", ", parents.Select(Name)) : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        NullabilityInfoContext nullability = new();
        if (type.IsEnum)
        {
            return Enum.GetValues(type).Cast<object>().Select(value => $"{Convert.ToInt64(value, CultureInfo.InvariantCulture),4} {value}");
        }

        return type.GetMembers(Declared).Where(IsOffered).Select(member => member switch
        {
            ConstructorInfo constructor => $"{NameWithoutArguments(type)}({Parameters(constructor, nullability)})",
            MethodInfo method => $"{Modifiers(method)}{Text(nullability.Create(method.ReturnParameter))} {method.Name}{Arguments(method)}({Parameters(method, nullability)})",
            PropertyInfo property => Text(property, nullability),
            FieldInfo field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Text(nullability.Create(field))} {field.Name}"
                + (field.IsLiteral ? " = " + Literal(field.GetRawConstantValue()) : ""),
            EventInfo happening => $"event {Name(happening.EventHandlerType!)} {happening.Name}",
            Type nested => $"nested {Name(nested)}",
            _ => member.ToString()!,
        });
    }

    private static bool IsOffered(MemberInfo member) => !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member switch
    {
        MethodBase method => IsVisible(method) && (!method.IsSpecialName || method is ConstructorInfo || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        EventInfo happening => IsVisible(happening.AddMethod!),
        Type nested => nested.IsNestedPublic || nested.IsNestedFamily,
        _ => true,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Text(PropertyInfo property, NullabilityInfoContext nullability)
    {
        MethodInfo accessor = property.GetAccessors(nonPublic: true).First(IsVisible);
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        string set = property.SetMethod is { } setter && IsVisible(setter) ? (isInit ? " init;" : " set;") : "";
        string get = property.GetMethod is { } getter && IsVisible(getter) ? " get;" : "";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        string index = property.GetIndexParameters().Length > 0 ? $"[{Parameters(property.GetIndexParameters(), nullability)}]" : "";
        return $"{Modifiers(accessor)}{required}{Text(nullability.Create(property))} {property.Name}{index} {{{get}{set} }}";
    }

    private static string Modifiers(MethodBase method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "")
        + (method.IsStatic ? "static " : method is MethodInfo info && info.GetBaseDefinition() != info ? "override "
            : method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract " : method.IsVirtual && !method.IsFinal && !method.DeclaringType!.IsInterface ? "virtual " : "");

    private static string Parameters(MethodBase method, NullabilityInfoContext nullability) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + Parameters(method.GetParameters(), nullability);

    private static string Parameters(System.Reflection.ParameterInfo[] parameters, NullabilityInfoContext nullability) => string.Join(", ", parameters.Select(parameter =>
        (parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
        + $"{Text(nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue) : "")}"));

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool isTrue => isTrue ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Text(NullabilityInfo info)
    {
        Type type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        string mark = info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable ? "?" : "";
        if (info.ElementType is { } element)
        {
            return $"{Text(element)}[]{mark}";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        // Arguments of generic types carry a nullability of their own.
        return type.IsGenericType && info.GenericTypeArguments.Length == type.GetGenericArguments().Length
            ? $"{NameWithoutArguments(type)}<{string.Join(", ", info.GenericTypeArguments.Select(Text))}>{mark}"
            : Name(type) + (type.IsGenericParameter ? "" : mark);
    }

    private static string Name(Type type) => type switch
    {
        { IsArray: true } => Name(type.GetElementType()!) + "[]",
        { IsGenericParameter: true } => type.Name,
        _ when Nullable.GetUnderlyingType(type) is { } value => Name(value) + "?",
        { IsGenericType: true } => $"{NameWithoutArguments(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => NameWithoutArguments(type),
    };

    private static string NameWithoutArguments(Type type)
    {
        if (Keywords.TryGetValue(type.FullName ?? "", out string? keyword))
        {
            return keyword;
        }

        string name = type.Name.Split('`')[0];
        return type.IsNested ? $"{NameWithoutArguments(type.DeclaringType!)}.{name}" : name;
    }

    private static string Arguments(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
}
