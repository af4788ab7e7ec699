using System.Collections.ObjectModel;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// Reads command line, working directory and environment from a process's memory: its process environment block, the 32-bit one for a
/// 32-bit process. If the memory cannot be read, the kernel still reports the command line.
/// </summary>
internal static unsafe class PebReader
{
    public const ProcessFields Fields = ProcessFields.CommandLine | ProcessFields.WorkingDirectory | ProcessFields.Environment;

    // A process that is starting has only a part of its memory. The pauses are those of psutil; together they are a second.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(0.1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(40);

    // Never a valid address: Wine returns only yes or no instead of the block's address. The 64-bit block, which a 32-bit process also has,
    // then still has the parameters of its start.
    private const nuint NoAddress = 0xFFFF;

    // The values of kernel processes, which have no command line.
    private static readonly PebValues Nothing = new([], null, ReadOnlyDictionary<string, string>.Empty);

    /// <param name="access">The process.</param>
    /// <param name="fields">The requested fields.</param>
    /// <param name="budget">How long the whole capture may wait for processes that are starting.</param>
    /// <param name="failures">Receives the reason.</param>
    public static PebValues Read(ProcessAccess access, ProcessFields fields, WaitBudget budget, ref CaptureFailures failures)
    {
        // The idle process and System cannot be opened.
        if (access.Pid is WindowsProcessSource.IdlePid or WindowsProcessSource.SystemPid)
        {
            return Nothing.Only(fields);
        }

        PebValues values = default;
        CallFailure failure = ReadWhenStarted(() => TryRead(access, fields, out values), () => access.HasEnded, budget);
        if (failure == default)
        {
            return values;
        }

        if ((fields & ProcessFields.CommandLine) != 0 && ReadCommandLineOfKernel(access) is { } commandLine)
        {
            failure.Note("process environment block");
            failures.Add(Fields & ~ProcessFields.CommandLine, failure);
            return new PebValues(commandLine, null, null);
        }

        failures.Add(Fields, failure);
        return default;
    }

    /// <summary>Reads again while only a part of the memory is there, until the process has ended or the time is up.</summary>
    /// <param name="read">Reads once.</param>
    /// <param name="hasEnded">Whether the process has ended.</param>
    /// <param name="budget">How long to wait.</param>
    public static CallFailure ReadWhenStarted(Func<CallFailure> read, Func<bool> hasEnded, WaitBudget budget)
    {
        TimeSpan pause = FirstPause;
        while (true)
        {
            CallFailure failure = read();
            if (failure is not { IsStatus: true, Code: NtStatus.PartialCopy } || budget.Left == TimeSpan.Zero || hasEnded())
            {
                return failure;
            }

            long start = TimeProvider.System.GetTimestamp();
            Thread.Sleep(pause);
            budget.Spend(TimeProvider.System.GetElapsedTime(start));
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static CallFailure TryRead(ProcessAccess access, ProcessFields fields, out PebValues values)
    {
        values = default;
        if (!access.TryOpen(ProcessAccess.ReadMemory, out SafeProcessHandle? process, out CallFailure failure))
        {
            return failure;
        }

        using (process)
        {
            int status = Ntdll.QueryProcess(process, Ntdll.ProcessBasicClass, out ProcessBasicInformation basic);
            if (NtStatus.Failed(status))
            {
                return CallFailure.Status("NtQueryInformationProcess(ProcessBasicInformation)", status);
            }

            // Kernel processes have none.
            if (basic.PebBaseAddress == 0)
            {
                values = Nothing.Only(fields);
                return default;
            }

            status = Ntdll.QueryProcess(process, Ntdll.ProcessWow64Class, out nuint peb32);
            PebWalker walker = new(
                (nuint address, Span<byte> bytes, out int length) => Ntdll.ReadMemory(process, address, bytes, out length)
            );
            return NtStatus.Failed(status) || peb32 <= NoAddress
                ? walker.Read(basic.PebBaseAddress, is32Bit: false, fields, out values)
                : walker.ReadOf32Bit(peb32, basic.PebBaseAddress, fields, out values);
        }
    }

    /// <summary>The kernel's copy of the command line. A handle with query rights is enough. Windows 8.1 and later.</summary>
    private static IReadOnlyList<string>? ReadCommandLineOfKernel(ProcessAccess access)
    {
        if (!access.TryGetLimited(out SafeProcessHandle? process, out _))
        {
            return null;
        }

        using NativeBuffer buffer = new(4096);
        int status = buffer.FillByStatus(
            (bytes, size, out needed) => Ntdll.QueryProcess(process, Ntdll.ProcessCommandLineClass, bytes, size, out needed)
        );
        return NtStatus.Failed(status)
            ? null
            : CommandLineSplitter.Split(new AddressedText(buffer.Answer, buffer.Address).CountedAtStart());
    }
}
