using System.Reflection;
using Psutil.ContractTests.Suite;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.Contract;

/// <summary>
/// Every promise of the contract suite, tried on every simulated system, version and architecture. A promise that a system does not make,
/// because it does not offer what the promise is about, stands in <c>ExpectedSkips.txt</c> with a part of the reason; whatever else is
/// skipped, or is not skipped any more, fails.
/// </summary>
public sealed class ContractTests
{
    // What xunit's Assert.Skip begins its exception's message with.
    private const string SkipToken = "$XunitDynamicSkip$";

    // The suite's classes are abstract, because each needs a subject.
    private static readonly Dictionary<string, Func<Subject, object>> Suite = new()
    {
        [nameof(ChildContract)] = subject => new OfChildren(subject),
        [nameof(ControlContract)] = subject => new OfControl(subject),
        [nameof(CpuContract)] = subject => new OfCpus(subject),
        [nameof(MachineContract)] = subject => new OfTheMachine(subject),
        [nameof(NetworkContract)] = subject => new OfTheNetwork(subject),
        [nameof(ParallelCaptureContract)] = subject => new OfParallelCaptures(subject),
        [nameof(ProcessContract)] = subject => new OfProcesses(subject),
        [nameof(StorageContract)] = subject => new OfStorage(subject),
    };

    private static readonly Dictionary<string, (string Class, MethodInfo Method, object?[] Arguments)> Promises = FindPromises();

    private static readonly IReadOnlyList<(string Folder, string Promise, string Reason)> ExpectedSkips =
    [
        .. from line in File.ReadLines(Path.Join(AppContext.BaseDirectory, "Contract", "ExpectedSkips.txt"))
        where line.Length > 0 && line[0] != '#'
        let space = line.IndexOf(' ', StringComparison.Ordinal)
        let end = line.IndexOf(": ", StringComparison.Ordinal)
        select (line[..space], line[(space + 1)..end], line[(end + 2)..]),
    ];

    public static TheoryData<string, string, string, string> All() =>
        [
            .. from system in SimulatedSystem.All
            from table in AbiTable.All(system.Name)
            from promise in Promises.Keys
            select (system.Folder, table.Version, table.Architecture, promise),
        ];

    [Theory]
    [MemberData(nameof(All))]
    public async Task APromiseIsKept(string folder, string version, string architecture, string promise)
    {
        SimulatedSystem system = SimulatedSystem.Named(folder);
        (string name, MethodInfo method, object?[] arguments) = Promises[promise];
        string? reason = null;
        using (SimulatedSubject subject = new(system, AbiTable.Load(system.Name, version, architecture)))
        {
            try
            {
                if (method.Invoke(Suite[name](subject), BindingFlags.DoNotWrapExceptions, null, arguments, null) is Task task)
                {
                    await task;
                }
            }
            catch (Exception exception) when (exception.Message.StartsWith(SkipToken, StringComparison.Ordinal))
            {
                reason = exception.Message[SkipToken.Length..];
            }
        }

        string? expected = ExpectedSkips.FirstOrDefault(skip => skip.Folder == folder && skip.Promise == promise).Reason;
        Assert.True(
            reason is null == expected is null && reason?.Contains(expected!, StringComparison.Ordinal) != false,
            $"{folder} {promise}: {reason ?? "is kept, but not expected to be"}"
        );
    }

    [Fact]
    public void NoClassOfTheSuiteIsForgotten() =>
        Assert.Equal(
            Suite.Keys.Order(StringComparer.Ordinal),
            typeof(Subject)
                .Assembly.GetTypes()
                .Where(type => type.IsAbstract && type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute))))
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void EveryExpectedSkipIsOfAPromise() =>
        Assert.All(ExpectedSkips, skip =>
            Assert.True(Promises.ContainsKey(skip.Promise) && SimulatedSystem.All.Any(system => system.Folder == skip.Folder), skip.Promise)
        );

    private static Dictionary<string, (string Class, MethodInfo Method, object?[] Arguments)> FindPromises() =>
        new(
            from type in typeof(Subject).Assembly.GetTypes()
            where type.Namespace == typeof(Subject).Namespace && Suite.ContainsKey(type.Name)
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where method.IsDefined(typeof(FactAttribute))
            let rows = method.GetCustomAttributes<InlineDataAttribute>().Select(data => data.Data).DefaultIfEmpty([])
            from row in rows
            let text = row.Length == 0 ? "" : $"({string.Join(", ", row)})"
            orderby type.Name, method.Name, text
            select KeyValuePair.Create($"{type.Name}.{method.Name}{text}", (type.Name, method, row))
        );

    private sealed class OfChildren(Subject subject) : ChildContract(subject);

    private sealed class OfControl(Subject subject) : ControlContract(subject);

    private sealed class OfCpus(Subject subject) : CpuContract(subject);

    private sealed class OfTheMachine(Subject subject) : MachineContract(subject);

    private sealed class OfTheNetwork(Subject subject) : NetworkContract(subject);

    private sealed class OfParallelCaptures(Subject subject) : ParallelCaptureContract(subject);

    private sealed class OfProcesses(Subject subject) : ProcessContract(subject);

    private sealed class OfStorage(Subject subject) : StorageContract(subject);
}
