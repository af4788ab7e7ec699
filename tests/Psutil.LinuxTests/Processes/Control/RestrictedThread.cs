using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Psutil.LinuxTests.Control;

/// <summary>
/// Runs a test's code on a thread of its own that the kernel refuses something, as it would refuse it everywhere on another kernel, in a
/// sandbox or to another user.
/// </summary>
internal static unsafe partial class RestrictedThread
{
    private const int SetNoNewPrivileges = 38;
    private const int SetSeccomp = 22;
    private const nint FilterMode = 2;
    private const ushort LoadWord = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort Return = 0x06;
    private const uint Allow = 0x7FFF0000;
    private const uint Refuse = 0x00050000;
    private const uint KillProcess = 0x80000000;
    private const uint NumberOffset = 0;
    private const uint ArgumentsOffset = 16;
    private const nint Nobody = 65534;

    /// <summary>
    /// A system call that is answered with an errno, or that ends the process; all of them, or those with a value as one of their arguments.
    /// </summary>
    public readonly record struct Refusal(int SystemCall, int Error = 0, int Argument = -1, uint Value = 0, bool Kills = false);

    /// <summary>Runs with system calls refused.</summary>
    public static void RunWithout(ReadOnlySpan<Refusal> refusals, Action body)
    {
        Assert.SkipUnless(BitConverter.IsLittleEndian, "The filter is written for little-endian machines.");
        List<Instruction> program = [];
        foreach (Refusal refusal in refusals)
        {
            // Each test jumps behind the refusal if it does not hold.
            bool hasArgument = refusal.Argument >= 0;
            program.Add(new(LoadWord, 0, 0, NumberOffset));
            program.Add(new(JumpIfEqual, 0, (byte)(hasArgument ? 3 : 1), (uint)refusal.SystemCall));
            if (hasArgument)
            {
                program.Add(new(LoadWord, 0, 0, ArgumentsOffset + ((uint)refusal.Argument * sizeof(ulong))));
                program.Add(new(JumpIfEqual, 0, 1, refusal.Value));
            }

            program.Add(new(Return, 0, 0, refusal.Kills ? KillProcess : Refuse | (uint)refusal.Error));
        }

        program.Add(new(Return, 0, 0, Allow));
        Instruction[] instructions = [.. program];
        Run(
            () =>
            {
                Assert.Equal(0, prctl(SetNoNewPrivileges, 1, null));
                fixed (Instruction* first = instructions)
                {
                    Program filter = new() { Length = (ushort)instructions.Length, First = first };
                    Assert.True(prctl(SetSeccomp, FilterMode, &filter) == 0, $"prctl: {Marshal.GetLastPInvokeErrorMessage()}");
                }
            },
            body
        );
    }

    /// <summary>Runs as a user without any rights. The test is skipped unless it runs as root.</summary>
    public static void RunAsNobody(Action body)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can become nobody.");

        // Not by the C library, which would change the user of every thread.
        int setUserIds = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 117 : 147;
        Run(() => Assert.Equal(0, syscall(setUserIds, Nobody, Nobody, Nobody)), body);
    }

    private static void Run(Action restrict, Action body)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                restrict();
                body();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int option, nint value, void* pointer, nint unused = 0, nint unusedToo = 0);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint real, nint effective, nint saved);

    // struct sock_filter and struct sock_fprog (linux/filter.h)
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Operand);

    [StructLayout(LayoutKind.Sequential)]
    private struct Program
    {
        public ushort Length;
        public Instruction* First;
    }
}
