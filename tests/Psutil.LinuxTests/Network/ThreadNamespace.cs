using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.LinuxTests;

/// <summary>Moves one thread into another process's namespaces, for good: let it end afterwards.</summary>
internal static partial class ThreadNamespace
{
    private const int NetworkNamespaceFlag = 0x40000000;
    private const int MountNamespaceFlag = 0x20000;
    private const int OwnFolders = 0x200;

    /// <summary>Into the network namespace.</summary>
    public static void Enter(int pid) => Enter(pid, "net", NetworkNamespaceFlag);

    /// <summary>Into the mount namespace, which a thread can only if it shares its working directory with none.</summary>
    public static void EnterMounts(int pid)
    {
        Assert.True(unshare(OwnFolders) == 0, $"unshare: {Marshal.GetLastPInvokeErrorMessage()}");
        FileIdentity root = Root();
        Enter(pid, "mnt", MountNamespaceFlag);

        // That leads to the root of the namespace, which is not this process's in a chroot.
        Assert.SkipUnless(Root() == root, "This process has another root directory than its mount namespace.");
    }

    private static FileIdentity Root()
    {
        Assert.Equal(0, Libc.GetFileStatus("/\0"u8, out FileStatus status));
        return FileIdentity.Of(in status);
    }

    private static void Enter(int pid, string name, int flag)
    {
        // Not by a FileStream: a namespace's file cannot be sought, which that asks of every file.
        int descriptor = open(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/ns/{name}"), 0);
        Assert.True(descriptor >= 0, $"open: {Marshal.GetLastPInvokeErrorMessage()}");
        using SafeFileHandle handle = new(descriptor, ownsHandle: true);
        int result = setns(descriptor, flag);
        Assert.True(result == 0, $"setns: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int unshare(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setns(int descriptor, int type);
}
