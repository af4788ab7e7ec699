using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.FreeBsd;
using Psutil.Platforms.Linux;
using Psutil.Platforms.MacOS;
using Psutil.Platforms.NetBsd;
using Psutil.Platforms.OpenBsd;
using Psutil.Platforms.Windows;

namespace Psutil.Tests.House;

/// <summary>
/// What an operating system does not tell of a process, the getter says by an attribute, so that the compiler (CA1416) tells a caller what
/// would else come at run time.
/// </summary>
public class PlatformAttributeTests
{
    private static readonly Dictionary<string, ProcessFields> Supported = new()
    {
        ["linux"] = LinuxProcesses.Supported,
        ["windows"] = WindowsProcesses.Supported,
        ["macos"] = SupportedBy<MacOSProcessSource>(),
        ["freebsd"] = SupportedBy<FreeBsdProcessSource>(),
        ["openbsd"] = SupportedBy<OpenBsdProcessSource>(),
        ["netbsd"] = SupportedBy<NetBsdProcessSource>(),
    };

    public static TheoryData<string> Members =>
        [.. typeof(OSProcess).GetMethods().Where(method => FieldOf(method) != ProcessFields.None).Select(method => method.Name).Distinct()];

    [Fact]
    public void EveryFieldHasItsGetter() =>
        Assert.Equal(
            // Only monitors measure traffic.
            [ProcessFields.ApproximateRss, ProcessFields.NetworkIO],
            Enum.GetValues<ProcessFields>()
                .Where(field => long.PopCount((long)field) == 1)
                .Except(typeof(OSProcess).GetMethods().Select(FieldOf))
        );

    [Theory]
    [MemberData(nameof(Members))]
    public void AMemberNamesTheSystemsThatDoNotHaveIt(string name) =>
        Assert.All(typeof(OSProcess).GetMethods().Where(method => method.Name == name), method =>
            Assert.Equal(SystemsWithout(method).Order(StringComparer.Ordinal), Lacking(method))
        );

    [Fact]
    public void AChildSaysTheSameAsAnyProcess() =>
        Assert.All(
            typeof(ChildProcess)
                .GetMethods()
                .Where(method =>
                    method.DeclaringType == typeof(ChildProcess) && method.GetBaseDefinition().DeclaringType == typeof(OSProcess)
                ),
            method =>
                Assert.Equal(
                    (method.Name, Lacking(method.GetBaseDefinition())),
                    (method.Name, Lacking(method)),
                    EqualityComparer<(string Name, IEnumerable<string> Systems)>.Create(
                        (left, right) => left.Name == right.Name && left.Systems.SequenceEqual(right.Systems)
                    )
                )
        );

    /// <summary>The field that a getter or a setter is of.</summary>
    private static ProcessFields FieldOf(MethodInfo method) =>
        method.Name switch
        {
            "GetResourceLimit" or "SetResourceLimit" => ProcessFields.ResourceLimits,
            "ResetCpuAffinity" => ProcessFields.CpuAffinity,
            ['G' or 'S', 'e', 't', .. var name] when Enum.TryParse(name, out ProcessFields field) => field,
            _ => ProcessFields.None,
        };

    // Linux and Windows each have their own I/O priorities.
    private static IEnumerable<string> SystemsWithout(MethodInfo method) =>
        method.Name == nameof(OSProcess.SetIOPriority)
            ? Supported.Keys.Except([method.GetParameters()[0].ParameterType == typeof(WindowsIOPriority) ? "windows" : "linux"])
            : Supported.Where(system => !system.Value.HasFlag(FieldOf(method))).Select(system => system.Key);

    private static IEnumerable<string> Lacking(MethodInfo method)
    {
        string[] only =
        [
            .. method.GetCustomAttributes<SupportedOSPlatformAttribute>(inherit: false).Select(attribute => attribute.PlatformName),
        ];
        return (
            only.Length > 0
                ? Supported.Keys.Except(only)
                : method.GetCustomAttributes<UnsupportedOSPlatformAttribute>(inherit: false).Select(attribute => attribute.PlatformName)
        ).Order(StringComparer.Ordinal);
    }

    // The set does not depend on what a source is made with.
    private static ProcessFields SupportedBy<T>()
        where T : BsdProcessSource => ((T)RuntimeHelpers.GetUninitializedObject(typeof(T))).SupportedFields;
}
