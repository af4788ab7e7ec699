using System.Reflection;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Psutil.SimulatedTests.Kernel;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.Abi;

/// <summary>
/// Every native structure, constant and symbol of the backends beside the tables, for every version and architecture. The types are found
/// by themselves: a new one that no table knows fails.
/// </summary>
public class LayoutTests
{
    // In no table, because they are POSIX's or the dynamic linker's; and what a system does without although the shared folder declares it.
    private static readonly HashSet<string> NotInTables = ["dlsym"];
    private static readonly HashSet<string> NotThere =
    [
        "macos mallctl",
        "macos swapctl",
        "freebsd swapctl",
        "openbsd mallctl",
        "openbsd sysctlbyname",
        "openbsd sysctlnametomib",
        "openbsd getutxent",
        "openbsd setutxent",
        "openbsd endutxent",
        "netbsd getutxent",
        "netbsd kevent",
        "netbsd socket",
        "netbsd getpwuid_r",
        "netbsd __getpwuid_r50",
        "netbsd posix_spawn_file_actions_addchdir_np",
        "openbsd posix_spawn_file_actions_addchdir_np",
    ];

    private static readonly (string System, string Folder)[] Systems =
    [
        ("freebsd", "FreeBsd"),
        ("macos", "MacOS"),
        ("openbsd", "OpenBsd"),
        ("netbsd", "NetBsd"),
    ];

    public static TheoryData<string, string, string, string> Tables()
    {
        TheoryData<string, string, string, string> tables = [];
        foreach ((string system, string folder) in Systems)
        {
            foreach (AbiTable table in AbiTable.All(system))
            {
                tables.Add(system, folder, table.Version, table.Architecture);
            }
        }

        return tables;
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void EveryStructureIsAsTheHeadersHaveIt(string system, string folder, string version, string architecture)
    {
        AbiTable table = AbiTable.Load(system, version, architecture);
        Type[] structures = [.. TypesOf(folder).Where(type => type is { IsValueType: true, IsEnum: false, IsNested: false })];
        Assert.NotEmpty(structures);
        Assert.Empty(structures.SelectMany(type => LayoutChecker.CheckStructure(type, table)));
    }

    [Fact]
    public void AStructureNamesItsSystemsWhereSeveralShareIt()
    {
        Type[] structures =
        [
            .. Systems.SelectMany(system => TypesOf(system.Folder)).Where(type => type.IsDefined(typeof(NativeLayoutAttribute))).Distinct(),
        ];
        Assert.NotEmpty(structures);
        Assert.Empty(
            from type in structures
            from native in type.GetCustomAttributes<NativeLayoutAttribute>()
            let isShared = type.Namespace == "Psutil.Platforms.Bsd.Interop"
            where isShared ? native.Systems == BsdSystems.None : native.Systems != BsdSystems.None
            select type.FullName
        );
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void EveryConstantIsAsTheHeadersHaveIt(string system, string folder, string version, string architecture)
    {
        AbiTable table = AbiTable.Load(system, version, architecture);
        Assert.Empty(TypesOf(folder).SelectMany(type => LayoutChecker.CheckConstants(type, table)));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void EverySignalHasTheHeadersNumber(string system, string folder, string version, string architecture)
    {
        AbiTable table = AbiTable.Load(system, version, architecture);
        IReadOnlyDictionary<string, int> signals = SimulatedSystem.Named(folder).Signals;
        Assert.All(signals, signal => Assert.Equal(table.FindConstant(signal.Key), signal.Value));
    }

    [Fact]
    public void EveryImportIsASymbolOfItsSystem()
    {
        foreach ((string system, string folder) in Systems)
        {
            HashSet<string> symbols = [.. AbiTable.All(system).SelectMany(table => table.Symbols())];
            Assert.Empty(
                from import in SimulatedLibrary.ImportsOf("Bsd", folder)
                where
                    !symbols.Contains(import.Symbol)
                    && !NotInTables.Contains(import.Symbol)
                    && !NotThere.Contains($"{system} {import.Symbol}")
                select $"{import.Type}: {system} has no symbol {import.Symbol}"
            );
        }
    }

    [Fact]
    public void NothingNativeIsWhereNoTableIsAsked()
    {
        string[] asked = [.. Systems.Select(system => system.Folder).Append("Bsd").Select(folder => $"Psutil.Platforms.{folder}.Interop")];
        Assert.Empty(
            from type in typeof(Machine).Assembly.GetTypes()
            let folder = type.Namespace ?? ""
            where folder.StartsWith("Psutil.Platforms.", StringComparison.Ordinal)
            where
                !folder.StartsWith("Psutil.Platforms.Linux", StringComparison.Ordinal)
                && !folder.StartsWith("Psutil.Platforms.Windows", StringComparison.Ordinal)
            where IsNative(type) && (type.IsNested || !asked.Contains(folder))
            select type.FullName
        );
    }

    [Fact]
    public void AWrongLayoutIsFound()
    {
        AbiTable table = AbiTable.Load("freebsd", AbiTable.BaseVersion, "amd64");
        Assert.Empty(LayoutChecker.CheckStructure(typeof(RightTime), table));
        Assert.Equal(
            "WrongOffset.tv_usec is 8 bytes at 4, freebsd base amd64 has 8 bytes at 8",
            Assert.Single(LayoutChecker.CheckStructure(typeof(WrongOffset), table))
        );
        Assert.Single(LayoutChecker.CheckStructure(typeof(WrongSize), table));
        Assert.Single(LayoutChecker.CheckStructure(typeof(WrongName), table));
        Assert.Single(LayoutChecker.CheckStructure(typeof(Unknown), table));
        Assert.Single(LayoutChecker.CheckStructure(typeof(Unnamed), table));
        Assert.Single(LayoutChecker.CheckStructure(typeof(Sequential), table));
        Assert.Equal(2, LayoutChecker.CheckConstants(typeof(WrongConstants), table).Count());
    }

    [Fact]
    public void ALayoutIsHeldToTheSystemsThatItNamesAlone()
    {
        AbiTable freeBsd = AbiTable.Load("freebsd", AbiTable.BaseVersion, "amd64");
        AbiTable macOS = AbiTable.Load("macos", AbiTable.BaseVersion, "arm64");
        Assert.Empty(LayoutChecker.CheckStructure(typeof(ShortOnMacOS), macOS));
        Assert.Empty(LayoutChecker.CheckConstants(typeof(ShortOnMacOS), macOS));
        Assert.Empty(LayoutChecker.CheckStructure(typeof(ShortOnMacOS), freeBsd));
        Assert.Empty(LayoutChecker.CheckConstants(typeof(ShortOnMacOS), freeBsd));
        Assert.Equal(
            "ShortOnBoth.tv_usec is 4 bytes at 8, freebsd base amd64 has 8 bytes at 8",
            Assert.Single(LayoutChecker.CheckStructure(typeof(ShortOnBoth), freeBsd))
        );
        Assert.Empty(LayoutChecker.CheckStructure(typeof(ShortOnBoth), macOS));
    }

    [Fact]
    public void AWrongRunOfFieldsIsFound()
    {
        AbiTable table = AbiTable.Load("freebsd", AbiTable.BaseVersion, "amd64");
        Assert.Empty(LayoutChecker.CheckStructure(typeof(RightRun), table));
        Assert.Empty(LayoutChecker.CheckStructure(typeof(HoldsRun), table));
        Assert.Equal(
            "HoldsRunTooEarly.run is at 8, freebsd base amd64 has ifi_baudrate at 16",
            Assert.Single(LayoutChecker.CheckStructure(typeof(HoldsRunTooEarly), table))
        );
        Assert.Equal(
            "WrongRun.ifi_ierrors is 8 bytes at 24, freebsd base amd64 has 8 bytes at 32",
            Assert.Single(LayoutChecker.CheckStructure(typeof(WrongRun), table))
        );
        Assert.Single(LayoutChecker.CheckStructure(typeof(TooLongRun), table));
        Assert.Single(LayoutChecker.CheckStructure(typeof(NoRun), table));
    }

    // The runtime's own structures for buffers of a fixed length are no layouts.
    private static bool IsNative(Type type) =>
        (type.IsValueType && type.IsExplicitLayout)
        || type.IsDefined(typeof(NativeLayoutAttribute))
        || SimulatedLibrary.ImportsOf(type).Any();

    private static IEnumerable<Type> TypesOf(string folder) =>
        from type in typeof(Machine).Assembly.GetTypes()
        where type.Namespace == $"Psutil.Platforms.{folder}.Interop" || type.Namespace == "Psutil.Platforms.Bsd.Interop"
        select type;

#pragma warning disable CS0169, CS0649, IDE0044, IDE0051 // What they hold is never looked at.
    [NativeLayout("timeval")]
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    private struct RightTime
    {
        [FieldOffset(8)]
        public long tv_usec;
    }

    [NativeLayout("timeval")]
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    private struct WrongOffset
    {
        [FieldOffset(4)]
        public long tv_usec;
    }

    [NativeLayout("timeval")]
    [StructLayout(LayoutKind.Explicit, Size = 24)]
    private struct WrongSize
    {
        [FieldOffset(8)]
        public long tv_usec;
    }

    [NativeLayout("timeval")]
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    private struct WrongName
    {
        [FieldOffset(8)]
        public long tv_nsec;
    }

    [NativeLayout("no_such_structure")]
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    private struct Unknown
    {
        [FieldOffset(0)]
        public long field;
    }

    [StructLayout(LayoutKind.Explicit, Size = 16)]
    private struct Unnamed
    {
        [FieldOffset(0)]
        public long field;
    }

    [NativeLayout("timeval")]
    private struct Sequential
    {
        public long tv_sec;
        public long tv_usec;
    }

    [NativeLayout("timeval", Systems = BsdSystems.MacOS)]
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    private struct ShortOnMacOS
    {
        public const int AF_INET6 = 30;

        [FieldOffset(8)]
        public int tv_usec;
    }

    [NativeLayout("timeval", Systems = BsdSystems.FreeBsd | BsdSystems.MacOS)]
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    private struct ShortOnBoth
    {
        [FieldOffset(8)]
        public int tv_usec;
    }

    [NativeLayout("if_data", First = nameof(ifi_baudrate))]
    [StructLayout(LayoutKind.Explicit, Size = 24)]
    private struct RightRun
    {
        [FieldOffset(0)]
        public ulong ifi_baudrate;

        [FieldOffset(16)]
        public ulong ifi_ierrors;
    }

    [NativeLayout("if_data", First = nameof(ifi_baudrate))]
    [StructLayout(LayoutKind.Explicit, Size = 24)]
    private struct WrongRun
    {
        [FieldOffset(0)]
        public ulong ifi_baudrate;

        [FieldOffset(8)]
        public ulong ifi_ierrors;
    }

    [NativeLayout("if_data", First = "ifi_baudrate")]
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct TooLongRun
    {
        [FieldOffset(16)]
        public ulong ifi_ierrors;
    }

    [NativeLayout("if_data", First = "no_such_field")]
    [StructLayout(LayoutKind.Explicit, Size = 24)]
    private struct NoRun
    {
        [FieldOffset(16)]
        public ulong ifi_ierrors;
    }

    [NativeLayout("if_data")]
    [StructLayout(LayoutKind.Explicit, Size = 152)]
    private struct HoldsRun
    {
        [FieldOffset(16)]
        public RightRun run;
    }

    [NativeLayout("if_data")]
    [StructLayout(LayoutKind.Explicit, Size = 152)]
    private struct HoldsRunTooEarly
    {
        [FieldOffset(8)]
        public RightRun run;
    }

    private static class WrongConstants
    {
        public const int CTL_KERN = 2;
        public const int CTL_HW = 6;
        public const int NO_SUCH_CONSTANT = 1;
    }
}
