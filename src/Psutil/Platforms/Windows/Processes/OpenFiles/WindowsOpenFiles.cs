using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// The open files of a process: its handles, first the type of each, then the names of those that are files, each with a timeout, because
/// the call for the name of a pipe that is being read never returns.
/// </summary>
internal static unsafe class WindowsOpenFiles
{
    private const string FileType = "File";

    // Shared by all machines: a handle that does not answer blocks all of them.
    private static readonly DeadlineCalls<FileHandle, FileAnswer> Names = new(Ask, "Psutil file names", idleTime: TimeSpan.FromSeconds(5));

    // The caller's own copies of handles whose names are being read. If the calling process itself is read, they are in its list, and the
    // copy of a handle that does not answer would not answer either.
    private static readonly ConcurrentDictionary<nuint, bool> Copies = new();

    /// <summary>The regular files; null with a failure if the handles may not be read.</summary>
    /// <param name="access">The process.</param>
    /// <param name="drives">The drive letters.</param>
    /// <param name="failures">Receives the reason.</param>
    /// <param name="unnamed">The number of handles that may be of files but whose name could not be read.</param>
    public static IReadOnlyList<ProcessOpenFile>? Read(
        ProcessAccess access,
        DriveMap drives,
        ref CaptureFailures failures,
        out int? unnamed
    )
    {
        unnamed = null;
        if (
            !access.TryOpen(
                ProcessAccess.DuplicateHandle | ProcessAccess.QueryInformation,
                out SafeProcessHandle? process,
                out CallFailure failure
            )
        )
        {
            failures.Add(ProcessFields.OpenFiles, failure);
            return null;
        }

        using (process)
        {
            List<HandleOfType>? handles = ListHandles(process, access.Pid, ref failure);
            if (handles is null)
            {
                failures.Add(ProcessFields.OpenFiles, failure);
                return null;
            }

            OpenFileCollector collector = new(Names, handle => IsFile(process, handle));
            (IReadOnlyList<string> paths, unnamed) = collector.Collect(
                access.Pid,
                access.StartTime,
                handles.Where(handle => access.Pid != Environment.ProcessId || !Copies.ContainsKey(handle.Value))
            );
            return [.. paths.Select(path => new ProcessOpenFile { Path = drives.ToDos(path) })];
        }
    }

    /// <summary>The handles of one process; on older systems, selected from those of all processes.</summary>
    private static List<HandleOfType>? ListHandles(SafeProcessHandle process, int pid, ref CallFailure failure)
    {
        using NativeBuffer buffer = new(1 << 16);
        int status = buffer.FillByStatus(
            (bytes, length, out needed) => Ntdll.QueryProcess(process, Ntdll.ProcessHandlesClass, bytes, length, out needed)
        );
        List<HandleOfType> handles = [];
        if (!NtStatus.Failed(status))
        {
            foreach (ref readonly ProcessHandleEntry entry in HandleTable.ParseProcess(buffer.Answer))
            {
                handles.Add(new HandleOfType(entry.HandleValue, entry.ObjectTypeIndex));
            }

            return handles;
        }

        if (status is not (NtStatus.InvalidInfoClass or NtStatus.NotImplemented))
        {
            failure = CallFailure.Status("NtQueryInformationProcess(ProcessHandleInformation)", status);
            return null;
        }

        status = buffer.FillByStatus(
            static (bytes, length, out needed) => Ntdll.QuerySystem(Ntdll.SystemExtendedHandleClass, bytes, length, out needed)
        );
        if (NtStatus.Failed(status))
        {
            failure = CallFailure.Status("NtQuerySystemInformation(SystemExtendedHandleInformation)", status);
            return null;
        }

        foreach (ref readonly SystemHandleEntry entry in HandleTable.ParseSystem(buffer.Answer))
        {
            if (entry.UniqueProcessId == (nuint)pid)
            {
                handles.Add(new HandleOfType(entry.HandleValue, entry.ObjectTypeIndex));
            }
        }

        return handles;
    }

    /// <summary>
    /// Whether a handle is of a file, or of another object of the same type (a folder, a pipe, a device); null if unknown.
    /// </summary>
    private static bool? IsFile(SafeProcessHandle process, nuint handle)
    {
        if (NtStatus.Failed(Ntdll.Duplicate(process, handle, out nint copy)))
        {
            return null;
        }

        Span<byte> room = stackalloc byte[1024];
        fixed (byte* buffer = room)
        {
            int status = Ntdll.QueryObjectType(copy, buffer, room.Length);
            Ntdll.Close(copy);
            return NtStatus.Failed(status) ? null : new AddressedText(room, (nuint)buffer).CountedAtStart().SequenceEqual(FileType);
        }
    }

    /// <summary>The calls that may never return, on a thread that may block.</summary>
    private static FileAnswer Ask(FileHandle handle)
    {
        using ProcessAccess access = new(handle.Pid, handle.StartTime);
        if (!access.TryOpen(ProcessAccess.DuplicateHandle, out SafeProcessHandle? process, out _))
        {
            return default;
        }

        nint copy;
        using (process)
        {
            if (NtStatus.Failed(Ntdll.Duplicate(process, handle.Value, out copy)))
            {
                return default;
            }
        }

        Copies[(nuint)copy] = true;
        try
        {
            if (
                !Kernel32.IsDiskFile(copy)
                || NtStatus.Failed(Ntdll.QueryFile(copy, out FileStandardInformation standard))
                || standard.Directory != 0
                || standard.DeletePending != 0
                || (
                    !NtStatus.Failed(Ntdll.QueryFile(copy, out FileBasicInformation basic))
                    && (basic.FileAttributes & FileBasicInformation.AttributeDirectory) != 0
                )
            )
            {
                return default;
            }

            return ReadName(copy);
        }
        finally
        {
            _ = Copies.TryRemove((nuint)copy, out _);
            Ntdll.Close(copy);
        }
    }

    private static FileAnswer ReadName(nint handle)
    {
        byte[] room = ArrayPool<byte>.Shared.Rent((32768 * sizeof(char)) + sizeof(UnicodeString));
        try
        {
            fixed (byte* buffer = room)
            {
                int status = Ntdll.QueryObjectName(handle, buffer, room.Length);
                ReadOnlySpan<char> name = NtStatus.Failed(status) ? [] : new AddressedText(room, (nuint)buffer).CountedAtStart();
                return new FileAnswer(name.IsEmpty ? null : new string(name), name.IsEmpty);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
