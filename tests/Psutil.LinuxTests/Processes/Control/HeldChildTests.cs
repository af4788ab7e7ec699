using System.Diagnostics;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.LinuxTests.Control;

/// <summary>A child that is held before its program runs.</summary>
public sealed class HeldChildTests : IDisposable
{
    private static readonly TimeSpan Patience = Child.Patience;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psutil-held-");

    private static Processes Processes => Machine.Local.Processes;

    private string Marker => Path.Join(_folder.FullName, "ran");

    private ProcessStartInfo LeaveAMarker => new("/bin/sh", ["-c", $": > {Marker}; exit 7"]);

    public void Dispose() => _folder.Delete(recursive: true);

    // Without the file that lists the children of a thread, as in a root that does not have it, the child is found by its name.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheProgramRunsWhenTheGateIsOpenAndNotBefore(bool hasListOfChildren)
    {
        Assert.Equal(0, StartGate.Create(out StartGate gate));
        LinuxProgram program;
        using (StartThread thread = new(() => Start(gate), gate))
        {
            HeldChild held = new(Processes, new LinuxRoots(Options(hasListOfChildren)), thread, gate);
            int pid = Assert.NotNull(held.Await());
            Assert.Equal(Environment.ProcessPath, Processes.Get(pid).GetExecutablePath());
            Assert.Equal(Environment.ProcessId, Processes.Get(pid).GetParentPid());
            Assert.NotEqual(ProcessStatus.Stopped, Processes.Get(pid).GetStatus());
            Assert.False(File.Exists(Marker));
            held.Release();
            program = thread.AwaitProgram();
            Assert.Equal(pid, program.Pid);
        }

        program.AllowCollection();
        Assert.True(program.WaitForExit(Patience));
        Assert.Equal(7, program.ExitCode);
        Assert.True(File.Exists(Marker));
    }

    [Fact]
    public void AChildThatIsNotReleasedIsKilledWithoutHavingRunItsProgram()
    {
        Assert.Equal(0, StartGate.Create(out StartGate gate));
        int pid;
        using (StartThread thread = new(() => Start(gate), gate))
        {
            pid = Assert.NotNull(new HeldChild(Processes, new LinuxRoots(new MachineOptions()), thread, gate).Await());
        }

        Child.Until(() => Libc.PeekExit(pid, out _) != 0, "the child to be collected");
        Assert.False(File.Exists(Marker));
    }

    [Fact]
    public void AProgramThatCannotBeStartedFailsOnTheWayToTheGateOrAfterIt()
    {
        StartOptions options = new() { DieWithParent = true };
        ProcessStartInfo nowhere = new("true") { WorkingDirectory = "/nonexistent" };
        Assert.Equal(Errno.ENOENT, Assert.Throws<SystemCallException>(() => Processes.Start(nowhere, options)).ErrorCode);
        ProcessStartInfo nothing = new("/nonexistent/program");
        Assert.Equal(Errno.ENOENT, Assert.Throws<SystemCallException>(() => Processes.Start(nothing, options)).ErrorCode);
    }

    [Fact]
    public void LimitsHoldFromTheFirstInstructionOn()
    {
        // Fewer than this process has open, and than the way to the program would need without care.
        StartOptions options = new()
        {
            Nice = 3,
            ResourceLimits = new Dictionary<ResourceKind, ResourceLimit>
            {
                [ResourceKind.OpenFiles] = new(5, 5),
                [ResourceKind.CoreFileSize] = new(0, 0),
            },
        };
        for (int round = 0; round < 20; round++)
        {
            using ChildProcess child = Processes.Start(
                new ProcessStartInfo("/bin/sh", ["-c", "ulimit -n; ulimit -c; exec nice"]) { RedirectStandardOutput = true },
                options
            );
            Assert.Equal("5\n0\n3\n", child.StandardOutput!.ReadToEnd());
            Assert.Equal(0, child.Wait(Patience));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AHeldChildHasTheStandardInputItWasStartedWith(bool isRedirected)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", "exec readlink /proc/self/fd/0"])
        {
            RedirectStandardInput = isRedirected,
            RedirectStandardOutput = true,
        };
        using ChildProcess child = Processes.Start(start, new StartOptions { DieWithParent = true });
        string target = child.StandardOutput!.ReadToEnd().Trim();
        child.Wait(Patience);
        string ours = new FileInfo("/proc/self/fd/0").LinkTarget ?? "";
        Assert.True(isRedirected ? target.StartsWith("pipe:", StringComparison.Ordinal) && target != ours : target == ours, target);
    }

    [Fact]
    public void WhereLeasesAreForbiddenWhatNeedsThemIsNotOffered()
    {
        if (!OwnProcess.IsThis(GetType(), nameof(WhereLeasesAreForbiddenWhatNeedsThemIsNotOffered)))
        {
            return;
        }

        const int SetLease = 1024;
        StartFeatures offered = Processes.StartFeatures;
        Assert.True(offered.HasFlag(StartFeatures.DieWithParent | StartFeatures.Cgroup));
        int control = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 72 : 25;
        RestrictedThread.RunWithout([new(control, Errno.EINVAL, Argument: 1, SetLease)], () =>
        {
            using Machine machine = Machine.Open(new MachineOptions());
            Processes processes = machine.Processes;
            Assert.Equal(StartFeatures.NewSession | StartFeatures.NewProcessGroup, processes.StartFeatures);
            ResourceLimit few = new(256, 256);
            StartOptions[] refused =
            [
                new() { DieWithParent = true },
                new() { Cgroup = "/sys/fs/cgroup" },
                new() { NewCgroup = true },
                new() { ResourceLimits = new Dictionary<ResourceKind, ResourceLimit> { [ResourceKind.OpenFiles] = few } },
            ];
            Assert.All(refused, options => Assert.Throws<PsutilNotSupportedException>(() => processes.Start(LeaveAMarker, options)));
            Assert.False(File.Exists(Marker));

            // The rest needs no lease.
            using ChildProcess child = processes.Start(LeaveAMarker, new StartOptions { NewSession = true });
            Assert.Equal(7, child.Wait(Patience));
        });
    }

    private MachineOptions Options(bool hasListOfChildren) =>
        hasListOfChildren ? new MachineOptions() : new MachineOptions { ProcPath = _folder.FullName };

    private LinuxProgram Start(StartGate gate) => LinuxProgram.Start(LeaveAMarker, new StartOptions(), CreateReader(), gate);

    private static LinuxProcessReader CreateReader()
    {
        LinuxRoots roots = new(new MachineOptions());
        return new LinuxProcessReader(
            roots,
            (LinuxNetwork)Machine.Local.Network,
            new LinuxGpuClients(roots, new LinuxGpuDevices(roots.Sys))
        );
    }
}
