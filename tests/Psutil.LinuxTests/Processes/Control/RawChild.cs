using System.Runtime.InteropServices;

namespace Psutil.LinuxTests.Control;

/// <summary>A child of this process that the runtime knows nothing of, so that nobody but the test collects it.</summary>
internal static unsafe partial class RawChild
{
    /// <summary>Starts a shell that ends at once with an exit code.</summary>
    public static int Start(int exitCode)
    {
        nint[] arguments =
        [
            Marshal.StringToCoTaskMemUTF8("sh"),
            Marshal.StringToCoTaskMemUTF8("-c"),
            Marshal.StringToCoTaskMemUTF8($"exit {exitCode}"),
            0,
        ];
        nint empty = 0;
        try
        {
            fixed (nint* first = arguments)
            {
                Assert.Equal(0, posix_spawn(out int pid, "/bin/sh", null, null, first, &empty));
                return pid;
            }
        }
        finally
        {
            Array.ForEach(arguments, Marshal.FreeCoTaskMem);
        }
    }

    /// <summary>Its exit code.</summary>
    public static int Collect(int pid)
    {
        Assert.Equal(pid, waitpid(pid, out int status, 0));
        return status >> 8;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn(out int pid, string path, void* actions, void* attributes, nint* arguments, nint* environment);

    [LibraryImport("libc")]
    private static partial int waitpid(int pid, out int status, int options);
}
