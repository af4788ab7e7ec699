using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Psutil.Tests.House;

/// <summary>What a public type may not have, so that it can grow. Each rule names the members that break it.</summary>
internal static class PublicSurfaceRules
{
    private const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
    private const BindingFlags OwnPublic = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance;

    private static readonly string[] UnitsOfDoubles = ["Percent", "PerSecond", "Megahertz", "Celsius", "Count", "Watts", "Joules"];

    /// <summary>A deconstruction has as many parts for ever.</summary>
    public static IEnumerable<string> Deconstructs(Type type) =>
        type.GetMethods(OwnPublic).Where(method => method.Name == "Deconstruct").Select(method => NameOf(type, method));

    /// <summary>A constructor that sets all members breaks with each new one.</summary>
    public static IEnumerable<string> IsPositional(Type type) =>
        IsRecord(type)
            ? type.GetConstructors(OwnPublic).Where(constructor => constructor.GetParameters().Length > 0).Select(_ => type.Name)
            : [];

    /// <summary>A record compares a list by reference, which is not what its equality promises.</summary>
    public static IEnumerable<string> IsRecordOfAList(Type type) =>
        IsRecord(type) ? type.GetFields(Own).Where(field => IsList(field.FieldType)).Select(field => $"{type.Name}: {field.Name}") : [];

    /// <summary>What nobody has set means nothing.</summary>
    public static IEnumerable<string> HasAMeaningByDefault(Type type) =>
        type.IsEnum && Enum.GetName(type, Enum.ToObject(type, 0)) is not ("None" or "Unknown") ? [type.Name] : [];

    /// <summary>The default of a parameter is compiled into the caller, and an override may have another.</summary>
    public static IEnumerable<string> IsOverridableWithOptionalParameters(Type type) =>
        type.IsSealed
            ? []
            : type.GetMethods(Own)
                .Where(method => method.IsVirtual && !method.IsFinal && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly))
                .Where(method => method.GetParameters().Any(parameter => parameter.IsOptional))
                .Select(method => NameOf(type, method));

    public static IEnumerable<string> IsStaticAndChangeable(Type type)
    {
        const BindingFlags Static = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Static;
        return
        [
            .. type.GetFields(Static).Where(field => !field.IsInitOnly && !field.IsLiteral).Select(field => NameOf(type, field)),
            .. type.GetProperties(Static)
                .Where(property => property.SetMethod is { IsPublic: true })
                .Select(property => NameOf(type, property)),
        ];
    }

    /// <summary>A member of a result is required, or null if nobody sets it: otherwise it would be a zero that nobody read.</summary>
    public static IEnumerable<string> IsNeitherRequiredNorNullable(Type type)
    {
        NullabilityInfoContext context = new();
        return type.GetProperties(OwnPublic)
            .Where(property => IsInit(property))
            .Where(property =>
                property.IsDefined(typeof(RequiredMemberAttribute)) == (context.Create(property).ReadState == NullabilityState.Nullable)
            )
            .Select(property => NameOf(type, property));
    }

    /// <summary>A fractional number is a percentage, or its name says what it counts.</summary>
    public static IEnumerable<string> LacksAUnit(Type type) =>
        type.GetProperties(OwnPublic)
            .Where(property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(double))
            .Where(property => !UnitsOfDoubles.Any(unit => property.Name.Contains(unit, StringComparison.Ordinal)))
            .Select(property => NameOf(type, property));

    public static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$", OwnPublic) is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", Own)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true);

    private static bool IsInit(PropertyInfo property) =>
        property.SetMethod is { IsPublic: true } setter
        && setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsList(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    private static string NameOf(Type type, MemberInfo member) => $"{type.Name}.{member.Name}";
}
