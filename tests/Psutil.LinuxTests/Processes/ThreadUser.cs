using System.Runtime.InteropServices;

namespace Psutil.LinuxTests;

/// <summary>Makes one thread another user: to the kernel, rights are a thread's own, though the C library pretends otherwise.</summary>
internal static partial class ThreadUser
{
    private const int Nobody = 65534;

    private static int SetGroups => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 116 : 159;

    private static int SetUserIds => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 117 : 147;

    private static int SetGroupIds => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 119 : 149;

    public static bool IsSupported => RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>Calls a function as nobody, on a thread that ends with it.</summary>
    public static T AsNobody<T>(Func<T> function)
    {
        T? result = default;
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                Assert.Equal(0, syscall(SetGroups, 0, 0, 0));
                Assert.Equal(0, syscall(SetGroupIds, Nobody, Nobody, Nobody));
                Assert.Equal(0, syscall(SetUserIds, Nobody, Nobody, Nobody));
                result = function();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw new InvalidOperationException(failure.Message, failure);
    }

    [LibraryImport("libc")]
    private static partial nint syscall(nint number, nint a, nint b, nint c);
}
