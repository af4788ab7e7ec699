using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.HostileTests.Workers;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.HostileTests.Bpf;

/// <summary>A process that is killed leaves no BPF program in the kernel.</summary>
public static partial class BpfKillTests
{
    private const int GetNextProgramId = 11;
    private const int NotPermitted = 1;
    private const int NoSuchEntry = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData("bpf-table")]
    [InlineData("bpf-traffic")]
    public static async Task ProgramsAreUnloadedWhenTheirProcessIsKilled(string kind)
    {
        using (LinuxRoots roots = new(new MachineOptions()))
        {
            BpfRefusal? refusal = BpfRights.FindRefusal(roots);
            Assert.SkipWhen(refusal is not null, $"BPF cannot be used here: {refusal}");
        }

        Assert.SkipUnless(File.Exists("/sys/kernel/btf/vmlinux"), "This kernel does not describe its types.");
        _ = Exists(1, out bool mayAsk);
        Assert.SkipUnless(mayAsk, "This process may not list the programs (CAP_SYS_ADMIN).");
        using Process worker = Worker.Start(kind);
        uint[] programs;
        try
        {
            CancellationToken cancellation = TestContext.Current.CancellationToken;
            string line = await worker.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(Patience, cancellation) ?? "";
            Assert.SkipWhen(line.Contains("sock_send_length", StringComparison.Ordinal), line);
            Assert.Matches("^[0-9]+( [0-9]+)*$", line);
            programs = [.. line.Split(' ').Select(id => uint.Parse(id, CultureInfo.InvariantCulture))];
            Assert.All(programs, id => Assert.True(Exists(id, out _)));
        }
        finally
        {
            worker.Kill();
            await worker.WaitForExitAsync(CancellationToken.None);
        }

        // The kernel frees a program after the process is gone, and gives its number to no other program until all have been used.
        Assert.True(SpinWait.SpinUntil(() => !programs.Any(id => Exists(id, out _)), Patience), $"Left: {string.Join(' ', programs)}");
    }

    /// <summary>Whether a program is loaded, and whether this process may ask.</summary>
    private static bool Exists(uint id, out bool mayAsk)
    {
        NextId next = new() { Start = id - 1 };
        nint result = SystemCall(Libc.BpfSystemCall!.Value, GetNextProgramId, ref next, Unsafe.SizeOf<NextId>());
        int error = result < 0 ? Marshal.GetLastPInvokeError() : 0;
        mayAsk = error != NotPermitted;
        Assert.True(error is 0 or NotPermitted or NoSuchEntry, $"bpf(BPF_PROG_GET_NEXT_ID): error {error}");
        return error == 0 && next.Next == id;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint command, ref NextId attributes, nint size);

    /// <summary>The part of <c>union bpf_attr</c> that BPF_PROG_GET_NEXT_ID takes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct NextId
    {
        public uint Start;
        public uint Next;
        public uint Flags;
    }
}
