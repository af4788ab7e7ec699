using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.LinuxTests;

/// <summary>Moves one thread into another process's network namespace, for good: let it end afterwards.</summary>
internal static partial class ThreadNamespace
{
    private const int NetworkNamespaceFlag = 0x40000000;

    public static void Enter(int pid)
    {
        // Not by a FileStream: a namespace's file cannot be sought, which that asks of every file.
        int descriptor = open(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/ns/net"), 0);
        Assert.True(descriptor >= 0, $"open: {Marshal.GetLastPInvokeErrorMessage()}");
        using SafeFileHandle handle = new(descriptor, ownsHandle: true);
        int result = setns(descriptor, NetworkNamespaceFlag);
        Assert.True(result == 0, $"setns: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setns(int descriptor, int type);
}
