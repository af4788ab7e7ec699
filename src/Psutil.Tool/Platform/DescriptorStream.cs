using System.Runtime.InteropServices;

namespace Psutil.Tool.Platform;

/// <summary>
/// Writes to a Unix file descriptor at its current position. .NET's console stream ignores EPIPE, so that a watch into a closed pipe would
/// never end, and starts a thread for signals; its file stream has its own offset, and would overwrite what others wrote to the same
/// descriptor.
/// </summary>
internal sealed unsafe class DescriptorStream(int descriptor) : WriteOnlyStream
{
    // EAGAIN, if another process that shares the descriptor has made it non-blocking: Linux's number, and that of macOS and the BSDs. On
    // the other system that number is EDEADLK, which write never returns.
    private const int WouldBlock = 11;
    private const int WouldBlockOnBsd = 35;

    /// <summary>Whether to ignore failed writes.</summary>
    public bool IgnoresFailure { get; init; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            for (int written = 0; written < buffer.Length; )
            {
                nint count = Libc.Write(descriptor, start + written, buffer.Length - written);
                if (count >= 0)
                {
                    written += (int)count;
                    continue;
                }

                int error = Marshal.GetLastPInvokeError();
                if (error is WouldBlock or WouldBlockOnBsd)
                {
                    Libc.PollEntry entry = new() { Descriptor = descriptor, Events = Libc.PollOut };
                    _ = Libc.Poll(&entry, 1, -1);
                }
                else if (error != Libc.Interrupted)
                {
                    if (IgnoresFailure)
                    {
                        return;
                    }

                    throw new IOException($"standard output: {Marshal.GetPInvokeErrorMessage(error)}", error);
                }
            }
        }
    }
}
