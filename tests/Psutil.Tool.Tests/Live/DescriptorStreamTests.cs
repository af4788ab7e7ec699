using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Tool.Platform;

namespace Psutil.Tool.Tests.Live;

/// <summary>Standard output as others left it to us.</summary>
public partial class DescriptorStreamTests
{
    private const int BrokenPipe = 32;
    private const int NonBlocking = 0x800;

    [Fact]
    public async Task APipeThatDoesNotBlockIsWaitedFor()
    {
        (SafeFileHandle reader, SafeFileHandle writer) = Pipe(NonBlocking);
        byte[] sent = new byte[1 << 20];
        new Random(1).NextBytes(sent);

        // Far more than a pipe holds: without a wait the write would fail before anybody has read.
        Task write = Task.Run(
            () =>
            {
                using (writer)
                {
                    new DescriptorStream((int)writer.DangerousGetHandle()).Write(sent);
                }
            },
            TestContext.Current.CancellationToken
        );
        using MemoryStream received = new();
        using (reader)
        {
            byte[] buffer = new byte[4096];
            while (true)
            {
                int count = Read(reader, buffer);
                if (count == 0)
                {
                    break;
                }

                if (count < 0)
                {
                    Assert.Equal(11, Marshal.GetLastPInvokeError());
                    await Task.Yield();
                    continue;
                }

                received.Write(buffer, 0, count);
            }
        }

        await write;
        Assert.Equal(sent, received.ToArray());
    }

    [Fact]
    public void APipeThatNobodyReadsIsToldAsClosed()
    {
        (SafeFileHandle reader, SafeFileHandle writer) = Pipe(0);
        reader.Dispose();
        using (writer)
        {
            DescriptorStream stream = new((int)writer.DangerousGetHandle());
            IOException failure = Assert.Throws<IOException>(() => stream.Write([1, 2, 3], 0, 3));
            Assert.Equal(BrokenPipe, failure.HResult);
            Assert.True(StandardOutput.IsClosedPipe(failure));
        }
    }

    private static unsafe (SafeFileHandle Reader, SafeFileHandle Writer) Pipe(int flags)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test makes its pipes by pipe2");
        int* ends = stackalloc int[2];
        Assert.Equal(0, MakePipe(ends, flags));
        return (new SafeFileHandle(ends[0], ownsHandle: true), new SafeFileHandle(ends[1], ownsHandle: true));
    }

    private static unsafe int Read(SafeFileHandle handle, byte[] buffer)
    {
        fixed (byte* start = buffer)
        {
            return (int)Read((int)handle.DangerousGetHandle(), start, buffer.Length);
        }
    }

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static unsafe partial int MakePipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint Read(int descriptor, byte* buffer, nint length);
}
