using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Kernel32
{
    private const uint ShareReadAndWrite = 3;
    private const uint OpenExisting = 3;

    // winioctl.h.
    private const uint DiskPerformanceCode = 0x70020;
    private const uint StorageQueryPropertyCode = 0x2D1400;

    private const int FileTypeDisk = 1;

    /// <summary>Opens a handle to query a device, which needs no rights; null if there is no such device.</summary>
    public static SafeFileHandle? OpenDevice(string path, out int error)
    {
        nint handle = CreateFileW(path, 0, ShareReadAndWrite, 0, OpenExisting, 0, 0);
        error = handle == -1 ? Win32Error.Last : Win32Error.Success;
        return handle == -1 ? null : new SafeFileHandle(handle, ownsHandle: true);
    }

    /// <summary>A disk's counters; a driver's answer can be longer than the known structure.</summary>
    public static int GetDiskPerformance(SafeFileHandle device, Span<byte> buffer, out int length) =>
        Control(device, DiskPerformanceCode, [], buffer, out length);

    /// <summary>A property of a disk.</summary>
    public static int QueryStorageProperty(SafeFileHandle device, ReadOnlySpan<byte> query, Span<byte> buffer, out int length) =>
        Control(device, StorageQueryPropertyCode, query, buffer, out length);

    /// <summary>Whether a handle is to a file on a disk or a network share, not to a pipe or a console.</summary>
    public static bool IsDiskFile(nint handle) => GetFileType(handle) == FileTypeDisk;

    private static int Control(SafeFileHandle device, uint code, ReadOnlySpan<byte> input, Span<byte> output, out int length)
    {
        uint returned = 0;
        fixed (byte* question = input)
        fixed (byte* answer = output)
        {
            int error = ErrorOf(DeviceIoControl(device, code, question, (uint)input.Length, answer, (uint)output.Length, &returned, 0));
            length = (int)returned;
            return error;
        }
    }

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial nint CreateFileW(
        string path,
        uint access,
        uint share,
        nint security,
        uint disposition,
        uint flags,
        nint template
    );

    [LibraryImport(Library, SetLastError = true)]
    private static partial int DeviceIoControl(
        SafeFileHandle device,
        uint code,
        void* input,
        uint inputLength,
        void* output,
        uint outputLength,
        uint* returned,
        nint overlapped
    );

    [LibraryImport(Library)]
    private static partial uint GetFileType(nint handle);
}

/// <summary><c>DISK_PERFORMANCE</c>: a disk's counters. Times in 100 ns.</summary>
internal unsafe struct DiskPerformance
{
    public long BytesRead;
    public long BytesWritten;
    public long ReadTime;
    public long WriteTime;
    public long IdleTime;
    public uint ReadCount;
    public uint WriteCount;
    public uint QueueDepth;
    public uint SplitCount;
    public long QueryTime;
    public uint StorageDeviceNumber;
    public fixed ushort StorageManagerName[8];
}
