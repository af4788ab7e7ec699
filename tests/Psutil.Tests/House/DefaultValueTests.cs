using System.Reflection;
using System.Text.RegularExpressions;

namespace Psutil.Tests.House;

/// <summary>IntelliSense says what every default of the public surface is.</summary>
public class DefaultValueTests
{
    private static readonly DocumentedMembers Documents = new(Path.ChangeExtension(typeof(Machine).Assembly.Location, ".xml"));

    private static IEnumerable<Type> PublicTypes => typeof(Machine).Assembly.GetExportedTypes();

    /// <summary>Those that a caller creates; a structure is what the library itself passes to its overridable core.</summary>
    private static IEnumerable<Type> Options =>
        PublicTypes.Where(type => type.IsClass && type.Name.EndsWith("Options", StringComparison.Ordinal));

    [Fact]
    public void TheDefaultOfAnOptionIsInItsText()
    {
        Assert.NotEmpty(Options);
        Assert.Empty(
            from type in Options
            let options = Activator.CreateInstance(type)
            from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where property.SetMethod is { IsPublic: true }
            let text = Documents.Summary($"P:{type.FullName}.{property.Name}")
            where !Says(text, property.GetValue(options))
            select $"{type.Name}.{property.Name}: {text}"
        );
    }

    [Fact]
    public void TheDefaultOfAParameterIsInItsText() =>
        Assert.Empty(
            from type in PublicTypes
            from method in type.GetMembers(
                    BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
                )
                .OfType<MethodBase>()
            where method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly
            from parameter in method.GetParameters()
            where parameter.IsOptional && parameter.ParameterType != typeof(CancellationToken)
            let text = Documents.Parameter(method, parameter.Name!)
            where !Says(text, ValueOf(parameter))
            select $"{type.Name}.{method.Name}, {parameter.Name}: {text}"
        );

    [Fact]
    public void AConstantThatIsADefaultIsInEveryTextThatNamesIt()
    {
        FieldInfo[] constants =
        [
            .. PublicTypes
                .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(field => field.Name.StartsWith("Default", StringComparison.Ordinal)),
        ];
        Assert.NotEmpty(constants);
        Assert.All(constants, constant =>
        {
            string value = Format(constant.GetValue(null));
            string name = $"F:{constant.DeclaringType!.FullName}.{constant.Name}";
            Assert.Contains(value, Documents.Summary(name), StringComparison.Ordinal);
            Assert.All(Documents.TextsThatName(name), text => Assert.Contains(value, text, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void TheRuleFindsWhatBreaksIt()
    {
        Assert.True(Says("How long to wait: null, the default, for 10 s.", null));
        Assert.False(Says("How long to wait; 10 s if null.", null));
        Assert.True(Says("The time between two readings, 1 s by default.", TimeSpan.FromSeconds(1)));
        Assert.False(Says("The time between two readings, 10 s by default.", TimeSpan.FromSeconds(1)));
        Assert.True(Says("The capacity, 16,384 by default.", 16384));
        Assert.False(Says("The capacity.", 16384));
        Assert.False(Says("False if there is none.", false));
    }

    /// <summary>Whether a text names a value, as a word of its own, and says that it is the default.</summary>
    private static bool Says(string text, object? value) =>
        text.Contains("default", StringComparison.Ordinal)
        && Regex.IsMatch(text, $@"(?<![\w.,]){Regex.Escape(Format(value))}(?!\w)", RegexOptions.IgnoreCase);

    private static string Format(object? value) =>
        value switch
        {
            null => "null",
            TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s"),
            int number => number.ToString("N0", CultureInfo.InvariantCulture),
            TimeProvider => nameof(TimeProvider.System),
            _ => value.ToString()!,
        };

    private static object? ValueOf(ParameterInfo parameter) =>
        parameter.DefaultValue is { } value && parameter.ParameterType.IsEnum
            ? Enum.ToObject(parameter.ParameterType, value)
            : parameter.DefaultValue;
}
