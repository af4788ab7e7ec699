using System.Buffers;
using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>Reads the values of a process that need single calls: program, owner, priorities, CPUs, names of threads.</summary>
internal static unsafe class WindowsProcessSource
{
    public const int IdlePid = 0;
    public const int SystemPid = 4;

    private const string SystemAccount = @"NT AUTHORITY\SYSTEM";

    // The name in psutil and the Task Manager. The table has no name for it.
    private const string IdleName = "System Idle Process";

    private const int LongestPath = 32767;

    public static string NameOf(ProcessTableEntry entry) => entry.Pid == IdlePid ? IdleName : new string(entry.Name);

    /// <summary>The name of a process, whether the path of its program is known or not.</summary>
    public static string? NameOf(int pid, string? executablePath, WindowsCaptureScope scope)
    {
        if (executablePath is not null && executablePath.LastIndexOf('\\') is >= 0 and var slash)
        {
            return executablePath[(slash + 1)..];
        }

        return scope.Table.TryFind(pid, out ProcessTableEntry entry) ? NameOf(entry) : null;
    }

    /// <summary>The path of the program; null without a failure if there is no file (kernel processes).</summary>
    /// <param name="access">The process.</param>
    /// <param name="tableName">The name in the table, if it was looked up there.</param>
    /// <param name="scope">The capture, which knows the drive letters.</param>
    /// <param name="failures">Receives the reason.</param>
    public static string? ReadExecutablePath(
        ProcessAccess access,
        ReadOnlySpan<char> tableName,
        WindowsCaptureScope scope,
        ref CaptureFailures failures
    )
    {
        if (access.Pid is IdlePid)
        {
            return null;
        }

        // While a handle is open, the PID cannot be reused. The next call uses only the PID.
        bool isHeld = access.TryGetLimited(out SafeProcessHandle? process, out CallFailure failure);
        if (!isHeld && failure.Reason == UnavailableReason.Gone)
        {
            failures.Add(ProcessFields.ExecutablePath, failure);
            return null;
        }

        char[] name = ArrayPool<char>.Shared.Rent(LongestPath);
        int status = Ntdll.QueryImageName(access.Pid, name, out int length);
        string path = new(name, 0, length);
        ArrayPool<char>.Shared.Return(name);
        if (
            !NtStatus.Failed(status)
            // The PID of System is never another's, and its file, the kernel, has another name.
            && (
                isHeld
                || access.Pid == SystemPid
                || path.AsSpan(path.LastIndexOf('\\') + 1).Equals(tableName, StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            // Some kernel processes have a name here (Registry, MemCompression), but no file.
            return path.StartsWith('\\') ? scope.Drives.ToDos(path) : null;
        }

        if (!isHeld)
        {
            failures.Add(ProcessFields.ExecutablePath, failure);
            return null;
        }

        // Older systems report it only for a handle.
        using NativeBuffer buffer = new(1024);
        status = buffer.FillByStatus(
            (bytes, size, out needed) => Ntdll.QueryProcess(process!, Ntdll.ProcessImageNameWin32Class, bytes, size, out needed)
        );
        if (NtStatus.Failed(status))
        {
            failures.Add(ProcessFields.ExecutablePath, CallFailure.Status("NtQueryInformationProcess(ProcessImageFileNameWin32)", status));
            return null;
        }

        ReadOnlySpan<char> answer = new AddressedText(buffer.Answer, buffer.Address).CountedAtStart();
        return answer.IsEmpty ? null : new string(answer);
    }

    public static string? ReadUserName(ProcessAccess access, WaitBudget budget, ref CaptureFailures failures)
    {
        if (access.Pid is IdlePid or SystemPid)
        {
            return SystemAccount;
        }

        if (!access.TryGetLimited(out SafeProcessHandle? process, out CallFailure failure))
        {
            failures.Add(ProcessFields.UserName, failure);
            return null;
        }

        failure = Advapi32.GetUser(process, out byte[] sid);
        if (failure != default)
        {
            failures.Add(ProcessFields.UserName, failure);
            return null;
        }

        if (WindowsAccounts.Names.TryGetName(sid, budget, out string? name))
        {
            return name;
        }

        failures.Add(ProcessFields.UserName, new Unavailability { Reason = UnavailableReason.TimedOut });
        return null;
    }

    public static ProcessPriorityClass? ReadPriorityClass(ProcessAccess access, ref CaptureFailures failures)
    {
        if (!access.TryGetLimited(out SafeProcessHandle? process, out CallFailure failure))
        {
            failures.Add(ProcessFields.PriorityClass, failure);
            return null;
        }

        int error = Kernel32.GetPriorityClass(process, out uint priorityClass);
        if (error != Win32Error.Success)
        {
            failures.Add(ProcessFields.PriorityClass, CallFailure.Error("GetPriorityClass", error));
            return null;
        }

        return (ProcessPriorityClass)priorityClass;
    }

    public static IOPriority? ReadIOPriority(ProcessAccess access, ref CaptureFailures failures)
    {
        if (!access.TryGetLimited(out SafeProcessHandle? process, out CallFailure failure))
        {
            failures.Add(ProcessFields.IOPriority, failure);
            return null;
        }

        int status = Ntdll.QueryProcess(process, Ntdll.ProcessIOPriorityClass, out int number);
        if (NtStatus.Failed(status))
        {
            failures.Add(ProcessFields.IOPriority, CallFailure.Status("NtQueryInformationProcess(ProcessIoPriority)", status));
            return null;
        }

        IOPriority? priority = IOPriorityNumber.Parse(number);
        if (priority is null)
        {
            failures.Add(
                ProcessFields.IOPriority,
                new Unavailability { Reason = UnavailableReason.Malformed, MalformedField = "IO_PRIORITY_HINT" }
            );
        }

        return priority;
    }

    public static IReadOnlyList<int>? ReadAffinity(ProcessAccess access, ref CaptureFailures failures)
    {
        if (!access.TryGetLimited(out SafeProcessHandle? process, out CallFailure failure))
        {
            failures.Add(ProcessFields.CpuAffinity, failure);
            return null;
        }

        failure = WindowsAffinity.Read(process, out IReadOnlyList<int> cpus);
        if (failure != default)
        {
            failures.Add(ProcessFields.CpuAffinity, failure);
            return null;
        }

        return cpus;
    }

    /// <summary>The threads of an entry, in the order of their IDs. A name is null if the thread has none or it cannot be read.</summary>
    public static IReadOnlyList<ProcessThreadInfo> ReadThreads(ProcessAccess access, ProcessTableEntry entry, bool hasStates)
    {
        // While a handle is open, neither the PID nor the thread IDs can be reused.
        bool canHaveNames = access.TryGetLimited(out _, out _);
        ProcessThreadInfo[] threads = new ProcessThreadInfo[entry.Threads.Length];
        byte[] room = new byte[1024];
        for (int index = 0; index < threads.Length; index++)
        {
            ref readonly SystemThreadInformation thread = ref entry.Threads[index];
            int id = (int)thread.UniqueThread;
            threads[index] = new ProcessThreadInfo
            {
                Id = id,
                Name = canHaveNames ? ReadThreadName(entry.Pid, id, room) : null,
                Status = hasStates ? ProcessTableEntry.ToStatus(thread) : null,
                User = WindowsTime.ToSpan(thread.UserTime),
                System = WindowsTime.ToSpan(thread.KernelTime),
            };
        }

        Array.Sort(threads, static (left, right) => left.Id.CompareTo(right.Id));
        return threads;
    }

    public static ProcessPageFaults PageFaultsOf(ProcessTableEntry entry)
    {
        // Both wrap around at 32 bits, independently of each other.
        uint major = entry.Information.HardFaultCount;
        return new ProcessPageFaults { Minor = unchecked(entry.Information.Memory.PageFaultCount - major), Major = major };
    }

    private static string? ReadThreadName(int pid, int threadId, byte[] room)
    {
        CallFailure failure = Ntdll.QueryThreadName(pid, threadId, room, out nuint address);
        if (failure != default)
        {
            failure.Note("thread name");
            return null;
        }

        ReadOnlySpan<char> name = new AddressedText(room, address).CountedAtStart();
        return name.IsEmpty ? null : new string(name);
    }
}
