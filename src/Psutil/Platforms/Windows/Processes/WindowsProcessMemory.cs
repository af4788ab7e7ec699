using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// A process's memory by pages: the private pages, and the mapped regions. Both queries wait for the other process's changes of its address
/// space, and on Wine for the process, without limit if that is just ending: so each has a timeout.
/// </summary>
/// <param name="ask">The calls that may never return.</param>
/// <param name="patience">How long one is waited for.</param>
internal sealed unsafe class WindowsProcessMemory(Func<WindowsProcessMemory.Question, WindowsProcessMemory.Answer> ask, TimeSpan patience)
{
    /// <summary>That of this system, for all machines.</summary>
    public static readonly WindowsProcessMemory Shared = new(Ask, TimeSpan.FromSeconds(5));

    private const string WorkingSetCall = "NtQueryVirtualMemory(MemoryWorkingSetInformation)";
    private const string RegionCall = "NtQueryVirtualMemory(MemoryBasicInformation)";

    // The names of a mapping without a file, and of memory that is not a mapping.
    private const string SharedName = "[shared]";
    private const string PrivateName = "[anon]";

    // A longer list would mean that the address space does not end.
    private const int MostRegions = 1 << 22;

    // Each call that never returns keeps a thread.
    private const int MostPending = 64;

    private readonly DeadlineCalls<Question, Answer> _calls = new(ask, "Psutil memory", idleTime: TimeSpan.FromSeconds(5), MostPending);

    public ProcessMemoryFootprint? ReadFootprint(ProcessAccess access, ref CaptureFailures failures) =>
        TryAsk(access, null, ProcessFields.MemoryFootprint, ref failures, out Answer answer) ? answer.Footprint : null;

    public IReadOnlyList<ProcessMemoryMap>? ReadMaps(ProcessAccess access, DriveMap drives, ref CaptureFailures failures) =>
        TryAsk(access, drives, ProcessFields.MemoryMaps, ref failures, out Answer answer) ? answer.Maps : null;

    private bool TryAsk(ProcessAccess access, DriveMap? drives, ProcessFields field, ref CaptureFailures failures, out Answer answer)
    {
        if (!_calls.TryCall(new Question(access.Pid, access.StartTime, drives), patience, out answer))
        {
            failures.Add(field, new Unavailability { Reason = UnavailableReason.TimedOut });
            return false;
        }

        if (answer.Failure != default)
        {
            failures.Add(field, answer.Failure);
            return false;
        }

        return true;
    }

    private static Answer Ask(Question question)
    {
        using ProcessAccess access = new(question.Pid, question.StartTime);
        try
        {
            return question.Drives is { } drives ? AskForMaps(access, drives) : AskForFootprint(access);
        }
        catch (OutOfMemoryException)
        {
            // A list of millions of pages or regions, of a process that is larger than what this one has left.
            return Failed(CallFailure.Status(WorkingSetCall, NtStatus.NoMemory));
        }
    }

    private static Answer AskForFootprint(ProcessAccess access)
    {
        if (!access.TryOpen(ProcessAccess.QueryInformation, out SafeProcessHandle? process, out CallFailure failure))
        {
            return Failed(failure);
        }

        using (process)
        using (NativeBuffer buffer = new(1 << 18))
        {
            int status = QueryWorkingSet(process, buffer);
            return NtStatus.Failed(status)
                ? Failed(CallFailure.Status(WorkingSetCall, status))
                : new Answer(
                    null,
                    new ProcessMemoryFootprint
                    {
                        Uss = WorkingSet.CountUnshared(WorkingSet.Parse(buffer.Answer)) * Environment.SystemPageSize,
                    },
                    default
                );
        }
    }

    private static Answer AskForMaps(ProcessAccess access, DriveMap drives)
    {
        if (
            !access.TryOpen(
                ProcessAccess.QueryInformation | ProcessAccess.ReadMemory,
                out SafeProcessHandle? process,
                out CallFailure failure
            )
        )
        {
            return Failed(failure);
        }

        using (process)
        using (NativeBuffer buffer = new(1 << 18))
        {
            int status = QueryWorkingSet(process, buffer);
            if (NtStatus.Failed(status))
            {
                CallFailure.Status(WorkingSetCall, status).Note("RSS of memory maps");
            }

            nuint[]? pages = NtStatus.Failed(status) ? null : WorkingSet.SortedAddresses(WorkingSet.Parse(buffer.Answer));
            return ReadRegions(process, pages, drives);
        }
    }

    private static Answer Failed(CallFailure failure) => new(null, null, failure);

    private static int QueryWorkingSet(SafeProcessHandle process, NativeBuffer buffer) =>
        buffer.FillByStatus(
            (bytes, length, out needed) =>
            {
                needed = 0;
                return Ntdll.QueryWorkingSet(process, bytes, length);
            }
        );

    private static Answer ReadRegions(SafeProcessHandle process, nuint[]? pages, DriveMap drives)
    {
        List<ProcessMemoryMap> maps = [];
        using NativeBuffer name = new(2048);
        (nuint Base, string Path) last = default;
        nuint address = 0;
        for (int count = 0; count < MostRegions; count++)
        {
            int status = Ntdll.QueryRegion(process, address, out MemoryBasicInformation region);
            if (NtStatus.Failed(status))
            {
                // Past the last address: the normal end.
                if (status == NtStatus.InvalidParameter && count > 0)
                {
                    break;
                }

                return Failed(CallFailure.Status(RegionCall, status));
            }

            if (region.State == MemoryBasicInformation.StateCommitted)
            {
                // All regions of one mapping have the same name.
                if (last.Path is null || last.Base != region.AllocationBase)
                {
                    last = (region.AllocationBase, NameOf(process, region, drives, name));
                }

                maps.Add(
                    new ProcessMemoryMap
                    {
                        Path = last.Path,
                        Address = string.Create(
                            CultureInfo.InvariantCulture,
                            $"{region.BaseAddress:x}-{region.BaseAddress + region.RegionSize:x}"
                        ),
                        Permissions = PageProtection.Format(region.Protect, region.Type == MemoryBasicInformation.TypePrivate),
                        Size = (long)region.RegionSize,
                        Rss = pages is null
                            ? null
                            : WorkingSet.CountWithin(pages, region.BaseAddress, region.RegionSize) * (long)Environment.SystemPageSize,
                    }
                );
            }

            nuint next = region.BaseAddress + region.RegionSize;
            if (next <= address)
            {
                break;
            }

            address = next;
        }

        return new Answer(maps, null, default);
    }

    private static string NameOf(SafeProcessHandle process, in MemoryBasicInformation region, DriveMap drives, NativeBuffer buffer)
    {
        if (region.Type == MemoryBasicInformation.TypePrivate)
        {
            return PrivateName;
        }

        nuint address = region.BaseAddress;
        int status = buffer.FillByStatus(
            (bytes, length, out needed) =>
            {
                needed = 0;
                return Ntdll.QueryMappedFileName(process, address, bytes, length);
            }
        );
        ReadOnlySpan<char> name = NtStatus.Failed(status) ? [] : new AddressedText(buffer.Answer, buffer.Address).CountedAtStart();
        return name.IsEmpty ? SharedName : drives.ToDos(new string(name));
    }

    /// <summary>A process, and the drives that the names of its maps need; without drives, the question is for its footprint.</summary>
    internal sealed record Question(int Pid, long? StartTime, DriveMap? Drives)
    {
        // Two captures that ask for the maps of one process ask the same, each with its own drives.
        public bool Equals(Question? other) =>
            other is not null && (Pid, StartTime, Drives is null) == (other.Pid, other.StartTime, other.Drives is null);

        public override int GetHashCode() => HashCode.Combine(Pid, StartTime, Drives is null);
    }

    /// <summary>The regions or the footprint, or why there are none.</summary>
    internal readonly record struct Answer(IReadOnlyList<ProcessMemoryMap>? Maps, ProcessMemoryFootprint? Footprint, CallFailure Failure);
}
