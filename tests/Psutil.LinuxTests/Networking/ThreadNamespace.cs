using System.Runtime.InteropServices;

namespace Psutil.LinuxTests.Networking;

/// <summary>Moves one thread into another process's network namespace, for good: let it end afterwards.</summary>
internal static partial class ThreadNamespace
{
    private const int NetworkNamespaceFlag = 0x40000000;

    public static void Enter(int pid)
    {
        using FileStream stream = File.OpenRead(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/ns/net"));
        int result = setns((int)stream.SafeFileHandle.DangerousGetHandle(), NetworkNamespaceFlag);
        Assert.True(result == 0, $"setns: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setns(int descriptor, int type);
}
