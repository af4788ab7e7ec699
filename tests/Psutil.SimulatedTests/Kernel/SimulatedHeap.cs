namespace Psutil.SimulatedTests.Kernel;

/// <summary>
/// The allocator of FreeBSD and NetBSD, as far as the library asks it (jemalloc(3), MALLCTL NAMESPACE): each value has the width that the
/// manual gives it, and other widths are refused.
/// </summary>
internal static class SimulatedHeap
{
    private const int EINVAL = 22;
    private const int ENOENT = 2;
    private const int EFAULT = 14;

    /// <summary>Answers <c>mallctl</c>: 0, or an error number.</summary>
    public static nint Control(NativeCall call) =>
        call.Text(0) switch
        {
            "epoch" => Takes(call, sizeof(ulong)) ? 0 : EINVAL,
            "thread.tcache.flush" or "arena.1.purge" => Takes(call, 0) ? 0 : EINVAL,

            // Arena 0 has not been made yet.
            "arena.0.purge" => EFAULT,
            "arenas.narenas" => Give(call, BitConverter.GetBytes(2u)),
            "stats.allocated" => Give(call, BitConverter.GetBytes(98_765UL)),
            "stats.mapped" => Give(call, BitConverter.GetBytes(123_456UL)),
            _ => ENOENT,
        };

    /// <summary>What is to be read of it, and what if the C library has no such names.</summary>
    public static void Check(SimulatedKernel kernel, Machine machine)
    {
        List<string> asked = [];
        kernel.On("mallctl", call =>
        {
            asked.Add(call.Text(0));
            return Control(call);
        });
        Assert.Equal(new NativeHeapInfo { HeapUsed = 98_765, MappedUsed = 123_456 }, machine.Memory.GetNativeHeap());

        // What this thread has put aside goes back first, and the figures are those of a new epoch.
        Assert.Equal(["thread.tcache.flush", "epoch", "stats.allocated", "stats.mapped"], asked);
        asked.Clear();
        Assert.True(machine.Memory.TrimNativeHeap());
        Assert.Equal(["arenas.narenas", "arena.0.purge", "arena.1.purge"], asked);
        kernel.On("mallctl", _ => ENOENT);
        Assert.Null(machine.Memory.GetNativeHeap());
        Assert.Null(machine.Memory.TrimNativeHeap());
    }

    private static bool Takes(NativeCall call, int width) =>
        call.IsNull(1) && call.IsNull(2) && call.IsNull(3) == (width == 0) && call.Int(4) == width;

    private static nint Give(NativeCall call, byte[] value)
    {
        if (call.Target<nint>(2) != value.Length || !call.IsNull(3))
        {
            return EINVAL;
        }

        value.CopyTo(call.Memory(1, value.Length));
        return 0;
    }
}
