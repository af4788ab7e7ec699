using System.Reflection;
using Psutil.HostileTests.Workers;
using Psutil.Recording;

namespace Psutil.HostileTests.Fuzzing;

public class FuzzTests
{
    private const int Seconds = 60;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(8);

    /// <summary>What a parser is given that another made: bytes, characters, texts, structures.</summary>
    private static readonly Type[] Fed =
    [
        typeof(ReadOnlySpan<byte>),
        typeof(Span<byte>),
        typeof(ReadOnlyMemory<byte>),
        typeof(byte[]),
        typeof(ReadOnlySpan<char>),
        typeof(string),
    ];

    [Fact]
    public void NoInputMakesAParserThrowOrNeverEnd()
    {
        using InstrumentedCopy copy = new();
        Assert.NotEmpty(copy.InstrumentedTypes);
        Worker.RunFrom(copy.Folder, "fuzz-here", Deadline, Seconds.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void EveryParserHasATarget()
    {
        HashSet<MethodBase> reached = CallGraph.Reach(FuzzTarget.All.Select(target => target.Parse.Method));
        MethodBase[] parsers = [.. FindParsers()];
        Assert.True(parsers.Length > 100, $"{parsers.Length} parsers were found.");
        Assert.Empty(parsers.Where(parser => !reached.Contains(parser)).Select(parser => $"{parser.DeclaringType}.{parser.Name}"));
    }

    [Fact]
    public void NoTwoTargetsHaveOneName() => Assert.Equal(FuzzTarget.All.Count, FuzzTarget.All.DistinctBy(target => target.Name).Count());

    [Fact]
    public void TheCorpusIsSmallAndEachOfItsFilesHasATarget()
    {
        FileInfo[] files = new DirectoryInfo(Corpus.Folder).GetFiles();
        Assert.Empty(
            files.Select(file => Path.GetFileNameWithoutExtension(file.Name)).Except(FuzzTarget.All.Select(target => target.Name))
        );
        Assert.InRange(files.Sum(file => file.Length), 1, 200 << 10);
    }

    [Fact]
    public void ACorpusReadsAsItWasWritten()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value), .. new byte[20], .. "{7}\\\\{a"u8];
        Assert.Equal(all, Corpus.Unescape(Corpus.Escape(all)));
    }

    private static IEnumerable<MethodBase> FindParsers() =>
        from type in typeof(Machine).Assembly.GetTypes().Concat(typeof(RecordedMachine).Assembly.GetTypes())
        where type.Namespace?.EndsWith(".Parsing", StringComparison.Ordinal) == true
        where !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)) && !type.IsNested
        from method in type.GetMembers(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly
            )
            .OfType<MethodBase>()
        where !method.IsPrivate && !method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute))
        where method.GetParameters().Any(IsFed) && !(method is ConstructorInfo && type.GetMethod("<Clone>$") is not null)
        select method;

    private static bool IsFed(ParameterInfo parameter) =>
        !parameter.IsOut
        && (
            Fed.Contains(parameter.ParameterType)
            || (parameter is { IsIn: true, ParameterType.IsByRef: true } && IsNative(parameter.ParameterType.GetElementType()!))
        );

    private static bool IsNative(Type type) => type.Namespace?.EndsWith(".Interop", StringComparison.Ordinal) == true;
}
