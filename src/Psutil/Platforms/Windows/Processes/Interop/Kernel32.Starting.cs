using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Kernel32
{
    // dwCreationFlags.
    public const uint CreateSuspended = 0x4;
    public const uint CreateNewProcessGroup = 0x200;
    public const uint CreateUnicodeEnvironment = 0x400;
    public const uint CreateWithStartupInfoEx = 0x80000;
    public const uint CreateNoWindow = 0x8000000;

    // GetStdHandle.
    public const int StandardInput = -10;
    public const int StandardOutput = -11;
    public const int StandardError = -12;

    private const nuint HandleListAttribute = 0x20002;
    private const nuint JobListAttribute = 0x2000D;
    private const uint DuplicateSameAccess = 2;
    private const nint CurrentProcess = -1;

    /// <summary>Starts a program.</summary>
    /// <param name="commandLine">The command line, which names the program, ending with a null character. The call may change it.</param>
    /// <param name="environment">The environment block; empty for that of this process.</param>
    /// <param name="folder">The working directory; null for that of this process.</param>
    /// <param name="flags">The creation flags.</param>
    /// <param name="startup">How it is started; its list of attributes is set here.</param>
    /// <param name="job">The job that it belongs to from the beginning; null for none. Windows 10 and later.</param>
    /// <param name="inherited">The handles that it inherits, which must be inheritable; no others are.</param>
    /// <param name="created">The process and its first thread.</param>
    public static int CreateProcess(
        Span<char> commandLine,
        ReadOnlySpan<char> environment,
        string? folder,
        uint flags,
        StartupInfoEx startup,
        SafeFileHandle? job,
        ReadOnlySpan<nint> inherited,
        out ProcessInformation created
    )
    {
        const int MostAttributes = 2;
        created = default;
        nuint size = 0;
        _ = InitializeProcThreadAttributeList(null, MostAttributes, 0, &size);
        byte[] attributes = GC.AllocateUninitializedArray<byte>((int)size, pinned: true);
        fixed (
            char* line = commandLine,
                block = environment,
                current = folder
        )
        fixed (nint* handles = inherited)
        fixed (byte* list = attributes)
        fixed (ProcessInformation* information = &created)
        {
            int error = ErrorOf(InitializeProcThreadAttributeList(list, MostAttributes, 0, &size));
            if (error != Win32Error.Success)
            {
                return error;
            }

            // The list refers to the values: they stay where they are until the process was created.
            nint jobs = job?.DangerousGetHandle() ?? 0;
            if (job is not null)
            {
                error = ErrorOf(UpdateProcThreadAttribute(list, 0, JobListAttribute, &jobs, (nuint)sizeof(nint), null, null));
            }

            if (error == Win32Error.Success && !inherited.IsEmpty)
            {
                nuint length = (nuint)(inherited.Length * sizeof(nint));
                error = ErrorOf(UpdateProcThreadAttribute(list, 0, HandleListAttribute, handles, length, null, null));
            }

            startup.Startup.Size = (uint)sizeof(StartupInfoEx);
            startup.AttributeList = (nint)list;
            if (error == Win32Error.Success)
            {
                error = ErrorOf(
                    CreateProcess(null, line, null, null, inherited.IsEmpty ? 0 : 1, flags, block, current, &startup, information)
                );
            }

            DeleteProcThreadAttributeList(list);
            GC.KeepAlive(job);
            return error;
        }
    }

    public static int ResumeThread(SafeHandle thread) => ResumeThreadCore(thread) == uint.MaxValue ? Win32Error.Last : Win32Error.Success;

    /// <summary>One of the standard handles of this process; 0 or -1 if it has none.</summary>
    public static nint GetStandardHandle(int which) => GetStdHandle(which);

    /// <summary>Copies a handle of this process; with 0, the error, if it cannot be copied.</summary>
    public static int Duplicate(nint handle, bool isInheritable, out nint copy)
    {
        nint target = 0;
        int error = ErrorOf(
            DuplicateHandle(CurrentProcess, handle, CurrentProcess, &target, 0, isInheritable ? 1 : 0, DuplicateSameAccess)
        );
        copy = target;
        return error;
    }

    [LibraryImport(Library, EntryPoint = "CreateProcessW", SetLastError = true)]
    private static partial int CreateProcess(
        char* application,
        char* commandLine,
        void* processAttributes,
        void* threadAttributes,
        int inheritHandles,
        uint flags,
        char* environment,
        char* folder,
        StartupInfoEx* startup,
        ProcessInformation* created
    );

    [LibraryImport(Library, SetLastError = true)]
    private static partial int InitializeProcThreadAttributeList(void* list, uint count, uint flags, nuint* size);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int UpdateProcThreadAttribute(
        void* list,
        uint flags,
        nuint attribute,
        void* value,
        nuint size,
        void* previous,
        nuint* returned
    );

    [LibraryImport(Library)]
    private static partial void DeleteProcThreadAttributeList(void* list);

    [LibraryImport(Library, EntryPoint = "ResumeThread", SetLastError = true)]
    private static partial uint ResumeThreadCore(SafeHandle thread);

    [LibraryImport(Library)]
    private static partial nint GetStdHandle(int which);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int DuplicateHandle(
        nint sourceProcess,
        nint source,
        nint targetProcess,
        nint* target,
        uint access,
        int inherit,
        uint options
    );
}

/// <summary><c>STARTUPINFOW</c>.</summary>
internal struct StartupInfo
{
    public const uint UsesShowWindow = 0x1;
    public const uint UsesStandardHandles = 0x100;

    public uint Size;
    public nint Reserved;
    public nint Desktop;
    public nint Title;
    public uint X;
    public uint Y;
    public uint Width;
    public uint Height;
    public uint WidthInCharacters;
    public uint HeightInCharacters;
    public uint FillAttribute;
    public uint Flags;
    public ushort ShowWindow;
    public ushort ReservedSize;
    public nint ReservedBytes;
    public nint StandardInput;
    public nint StandardOutput;
    public nint StandardError;
}

/// <summary><c>STARTUPINFOEXW</c>.</summary>
internal struct StartupInfoEx
{
    public StartupInfo Startup;
    public nint AttributeList;
}

/// <summary><c>PROCESS_INFORMATION</c>: handles and IDs of a process and its first thread.</summary>
internal struct ProcessInformation
{
    public nint Process;
    public nint Thread;
    public uint ProcessId;
    public uint ThreadId;
}
