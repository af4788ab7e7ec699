using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.SimulatedTests.Abi;

/// <summary>
/// Compares the library's native structures and constants with a table. Each method gives what is wrong; empty if nothing.
/// </summary>
internal static partial class LayoutChecker
{
    private const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>What is wrong with a structure of the library, in one version and architecture.</summary>
    public static IEnumerable<string> CheckStructure(Type type, AbiTable table)
    {
        NativeLayoutAttribute[] layouts = [.. type.GetCustomAttributes<NativeLayoutAttribute>()];
        return layouts.Length == 0
            ? [$"{type.Name} does not say which C structure it is"]
            : from native in layouts
            where IsOf(native, table) && IsOfVersion(native, table)
            from wrong in table.FindStructure(native.Name) is { } structure
                ? CheckStructure(type, native, structure, table)
                : [$"{type.Name}: {table} has no struct {native.Name}"]
            select wrong;
    }

    /// <summary>What is wrong with the constants of a type of the library.</summary>
    public static IEnumerable<string> CheckConstants(Type type, AbiTable table)
    {
        NativeLayoutAttribute[] layouts = [.. type.GetCustomAttributes<NativeLayoutAttribute>()];
        return layouts.Length > 0 && !layouts.Any(native => IsOf(native, table))
            ? []
            : from field in type.GetFields(Own | BindingFlags.FlattenHierarchy)
            where field.IsLiteral && NativeName().IsMatch(field.Name) && !table.LacksConstant(field.Name)
            let value = ToInteger(field.GetRawConstantValue()!)
            let expected = table.FindConstant(field.Name)
            where expected != value
            select $"{type.Name}.{field.Name} is {value}, {table} has {expected?.ToString(CultureInfo.InvariantCulture) ?? "no such constant"}";
    }

    private static bool IsOf(NativeLayoutAttribute native, AbiTable table) =>
        native.Systems == BsdSystems.None || native.Systems.HasFlag(Enum.Parse<BsdSystems>(table.System, ignoreCase: true));

    private static bool IsOfVersion(NativeLayoutAttribute native, AbiTable table) =>
        native.Versions is not { } versions || versions.Split(',').Contains(table.Version);

    private static IEnumerable<string> CheckStructure(Type type, NativeLayoutAttribute native, NativeStructure structure, AbiTable table)
    {
        if (!type.IsExplicitLayout)
        {
            yield return $"{type.Name} leaves its layout to the compiler";
            yield break;
        }

        (int Offset, int Size) first = default;
        if (native.First is not null && !structure.Fields.TryGetValue(native.First, out first))
        {
            yield return $"{type.Name} begins with {native.First}: struct {structure.Name} of {table} has no such field";
            yield break;
        }

        int size = type.StructLayoutAttribute!.Size;
        if (size != SizeOf(type))
        {
            yield return $"{type.Name} says that it has {size} bytes and has {SizeOf(type)}";
        }

        if (native.IsPrefix || native.First is not null ? first.Offset + size > structure.Size : size != structure.Size)
        {
            yield return $"{type.Name} has {size} bytes, struct {structure.Name} of {table} has {structure.Size}";
        }

        foreach (FieldInfo field in type.GetFields(Own).Where(field => !field.IsStatic))
        {
            int offset = first.Offset + field.GetCustomAttribute<FieldOffsetAttribute>()!.Value;
            if (FindRun(field.FieldType, structure, table) is { } run)
            {
                if (offset != run.Offset)
                {
                    yield return $"{type.Name}.{field.Name} is at {offset}, {table} has {run.Name} at {run.Offset}";
                }
            }
            else if (!structure.Fields.TryGetValue(field.Name, out (int Offset, int Size) expected))
            {
                yield return $"{type.Name}.{field.Name}: struct {structure.Name} of {table} has no such field";
            }
            else if ((offset, SizeOf(field)) != expected)
            {
                yield return $"{type.Name}.{field.Name} is {SizeOf(field)} bytes at {offset}, {table} has {expected.Size} bytes at {expected.Offset}";
            }
        }
    }

    // Where a run of fields, as which a field is declared, has to begin: its own fields are compared by themselves.
    private static (string Name, int Offset)? FindRun(Type type, NativeStructure structure, AbiTable table) =>
        type.GetCustomAttributes<NativeLayoutAttribute>().FirstOrDefault(native => native.Name == structure.Name && IsOf(native, table))
            is { First: { } first }
        && structure.Fields.TryGetValue(first, out (int Offset, int Size) place)
            ? (first, place.Offset)
            : null;

    private static int SizeOf(FieldInfo field) =>
        field.GetCustomAttribute<FixedBufferAttribute>() is { } buffer ? buffer.Length * SizeOf(buffer.ElementType)
        : field.FieldType.IsPointer ? nint.Size
        : SizeOf(field.FieldType);

    private static int SizeOf(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    private static Int128 ToInteger(object value) =>
        value is ulong unsigned ? unsigned : Convert.ToInt64(value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(_?[A-Z][A-Z0-9_]*|k[A-Z]\\w*)$")]
    private static partial Regex NativeName();
}
