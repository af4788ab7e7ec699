using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>The CPUs that a process may run on. Windows numbers them within groups of up to 64.</summary>
internal static unsafe class WindowsAffinity
{
    private const int MostGroups = 64;

    public static ProcessorGroups Groups
    {
        get
        {
            int[] counts = new int[Math.Max(1, Kernel32.ActiveGroupCount)];
            for (int group = 0; group < counts.Length; group++)
            {
                counts[group] = Kernel32.GetActiveCount((ushort)group);
            }

            return new ProcessorGroups(counts);
        }
    }

    public static CallFailure Read(SafeProcessHandle process, out IReadOnlyList<int> cpus)
    {
        cpus = [];
        ProcessorGroups groups = Groups;
        ushort[] own = new ushort[MostGroups];
        fixed (ushort* buffer = own)
        {
            // A process in several groups does not have one mask: it may run on all CPUs of the groups unless its threads are restricted.
            int answer = Ntdll.QueryProcess(process, Ntdll.ProcessGroupsClass, buffer, MostGroups * sizeof(ushort), out int written);
            if (!NtStatus.Failed(answer) && written > sizeof(ushort))
            {
                cpus = groups.AllOf(own.AsSpan(0, Math.Min(written / sizeof(ushort), MostGroups)));
                return default;
            }
        }

        string call = "NtQueryInformationProcess(ProcessAffinityMask)";
        int status = Ntdll.QueryProcess(process, Ntdll.ProcessAffinityClass, out GroupAffinity affinity);
        if (NtStatus.Failed(status))
        {
            // If the class is not supported (before Windows 7): only the mask.
            call = "NtQueryInformationProcess(ProcessBasicInformation)";
            status = Ntdll.QueryProcess(process, Ntdll.ProcessBasicClass, out ProcessBasicInformation basic);
            affinity = new GroupAffinity { Mask = basic.AffinityMask, Group = own[0] };
        }

        if (NtStatus.Failed(status))
        {
            return CallFailure.Status(call, status);
        }

        cpus = groups.ToNumbers(affinity.Mask, affinity.Group);
        return default;
    }

    /// <summary>Sets the CPUs of a process.</summary>
    /// <exception cref="ArgumentException">One of them does not exist, or they are of several groups.</exception>
    public static int Write(SafeProcessHandle process, IReadOnlyCollection<int> cpus) =>
        Groups.TryToMask(cpus, out int group, out nuint mask)
            ? Write(process, mask, group)
            : throw new ArgumentException(
                $"One of the CPUs {string.Join(", ", cpus)} does not exist, or they belong to several processor groups.",
                nameof(cpus)
            );

    // If there is only one group, with the older call.
    private static int Write(SafeProcessHandle process, nuint mask, int group) =>
        Kernel32.ActiveGroupCount <= 1
            ? Ntdll.SetProcess(process, Ntdll.ProcessAffinityClass, mask)
            : Ntdll.SetProcess(process, Ntdll.ProcessAffinityClass, new GroupAffinity { Mask = mask, Group = (ushort)group });
}
