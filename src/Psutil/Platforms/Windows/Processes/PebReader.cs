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

    // A process that is starting has only a part of its memory.
    private const int MostAttempts = 4;

    // Never a valid address: Wine returns only yes or no instead of the block's address. The 64-bit block, which a 32-bit process also has,
    // then still has the parameters of its start.
    private const nuint NoAddress = 0xFFFF;

    // The values of kernel processes, which have no command line.
    private static readonly PebValues Nothing = new([], null, ReadOnlyDictionary<string, string>.Empty);

    public static PebValues Read(ProcessAccess access, ProcessFields fields, ref CaptureFailures failures)
    {
        // The idle process and System cannot be opened.
        if (access.Pid is WindowsProcessSource.IdlePid or WindowsProcessSource.SystemPid)
        {
            return Nothing.Only(fields);
        }

        for (int attempt = 1; ; attempt++)
        {
            CallFailure failure = TryRead(access, fields, out PebValues values);
            if (failure == default)
            {
                return values;
            }

            if (failure is { IsStatus: true, Code: NtStatus.PartialCopy } && attempt < MostAttempts && !access.HasEnded)
            {
                Thread.Sleep(1);
                continue;
            }

            if ((fields & ProcessFields.CommandLine) != 0 && ReadCommandLineOfKernel(access) is { } commandLine)
            {
                failures.Add(Fields & ~ProcessFields.CommandLine, failure);
                return new PebValues(commandLine, null, null);
            }

            failures.Add(Fields, failure);
            return default;
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
            failure = Find(process, out nuint peb, out bool is32Bit);
            if (failure != default)
            {
                return failure;
            }

            if (peb == 0)
            {
                values = Nothing.Only(fields);
                return default;
            }

            return new PebWalker(
                (nuint address, Span<byte> bytes, out int length) => Ntdll.ReadMemory(process, address, bytes, out length)
            ).Read(peb, is32Bit, fields, out values);
        }
    }

    /// <summary>The address of the block; 0 if there is none (kernel processes).</summary>
    private static CallFailure Find(SafeProcessHandle process, out nuint peb, out bool is32Bit)
    {
        int status = Ntdll.QueryProcess(process, Ntdll.ProcessWow64Class, out peb);
        is32Bit = !NtStatus.Failed(status) && peb > NoAddress;
        if (is32Bit)
        {
            return default;
        }

        status = Ntdll.QueryProcess(process, Ntdll.ProcessBasicClass, out ProcessBasicInformation basic);
        peb = basic.PebBaseAddress;
        return NtStatus.Failed(status) ? CallFailure.Status("NtQueryInformationProcess(ProcessBasicInformation)", status) : default;
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
