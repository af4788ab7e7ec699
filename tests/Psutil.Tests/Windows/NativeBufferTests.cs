using System.Buffers;
using Psutil.Platforms.Windows;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Tests.Windows;

/// <summary>
/// A buffer that the system fills: it grows until the answer fits, follows one that grows meanwhile, and gives up in the end.
/// </summary>
public unsafe class NativeBufferTests
{
    [Theory]
    [InlineData(NtStatus.InfoLengthMismatch)]
    [InlineData(NtStatus.BufferTooSmall)]
    [InlineData(NtStatus.BufferOverflow)]
    public void ItGrowsUntilTheAnswerFits(int status)
    {
        using NativeBuffer buffer = new(16);
        int calls = 0;
        Assert.Equal(
            NtStatus.Success,
            buffer.FillByStatus(
                (bytes, length, out needed) =>
                {
                    // An answer that has become larger each time it is asked for.
                    needed = 10_000 * ++calls;
                    if (length < needed)
                    {
                        return status;
                    }

                    new Span<byte>(bytes, needed).Fill(7);
                    return NtStatus.Success;
                }
            )
        );
        Assert.InRange(calls, 2, 5);
        Assert.Equal(10_000 * calls, buffer.Answer.Length);
        Assert.Equal(-1, buffer.Answer.IndexOfAnyExcept((byte)7));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(int.MaxValue)]
    public void AnAnswerThatNeverFitsIsGivenUp(int wanted)
    {
        using NativeBuffer buffer = new(64);
        int calls = 0;
        int largest = 0;
        int status = buffer.FillByStatus(
            (bytes, length, out needed) =>
            {
                calls++;
                largest = length;
                needed = wanted;
                return NtStatus.InfoLengthMismatch;
            }
        );
        Assert.Equal(NtStatus.InfoLengthMismatch, status);
        Assert.InRange(calls, 1, 30);
        Assert.InRange(largest, 1, 1 << 30);
    }

    [Fact]
    public void ACallThatDoesNotReportItsSizeGetsTwiceAsMuch()
    {
        using NativeBuffer buffer = new(64);
        List<int> lengths = [];
        Assert.Equal(
            Win32Error.Success,
            buffer.FillByError(
                (bytes, length, out needed) =>
                {
                    needed = 0;
                    lengths.Add(length);
                    return length < 50_000 ? Win32Error.MoreData : Win32Error.Success;
                }
            )
        );
        Assert.All(lengths.Zip(lengths.Skip(1)), pair => Assert.True(pair.Second >= 2 * pair.First));
        Assert.Equal(lengths[^1], buffer.Answer.Length);
    }

    [Fact]
    public void AnAnswerIsNeverLongerThanItsBuffer()
    {
        using NativeBuffer buffer = new(64);
        Assert.Equal(
            NtStatus.Success,
            buffer.FillByStatus(
                (bytes, length, out needed) =>
                {
                    needed = length * 3;
                    return NtStatus.Success;
                }
            )
        );
        Assert.InRange(buffer.Answer.Length, 64, 4096);
        Assert.Equal(
            NtStatus.AccessDenied,
            buffer.FillByStatus(
                (bytes, length, out needed) =>
                {
                    needed = 0;
                    return NtStatus.AccessDenied;
                }
            )
        );
    }

    [Fact]
    public void ACallThatSucceedsWithoutWritingHasCountedNothing()
    {
        using NativeBuffer buffer = new(64);
        buffer.FillByStatus(
            (bytes, length, out needed) =>
            {
                new Span<byte>(bytes, length).Fill(255);
                needed = length;
                return NtStatus.Success;
            }
        );
        buffer.FillByStatus(
            (bytes, length, out needed) =>
            {
                needed = 0;
                return NtStatus.Success;
            }
        );
        Assert.Equal(0UL, BitConverter.ToUInt64(buffer.Answer));
        Assert.Empty(Psutil.Platforms.Windows.Parsing.HandleTable.ParseProcess(buffer.Answer).ToArray());
    }

    [Fact]
    public void AnEnormousBufferIsNotKeptByThePool()
    {
        NotingPool pool = new();
        const int Enormous = 64 * 1024 * 1024;
        using (NativeBuffer buffer = new(1024, pool))
        {
            Assert.Equal(
                NtStatus.Success,
                buffer.FillByStatus(
                    (bytes, length, out needed) =>
                    {
                        needed = Enormous;
                        return length < needed ? NtStatus.InfoLengthMismatch : NtStatus.Success;
                    }
                )
            );
            Assert.Equal(Enormous, buffer.Answer.Length);
        }

        Assert.Equal([1024], pool.Returned);
        Assert.Equal(pool.Rented, pool.Returned);
    }

    [Fact]
    public void WithoutMemoryTheCallFailsAsTheSystemsOwn()
    {
        using NativeBuffer buffer = new(1024, new NotingPool { MostBytes = 4096 });
        Assert.Equal(NtStatus.NoMemory, buffer.FillByStatus(static (bytes, length, out needed) => WantAMegabyte(out needed)));
        Assert.True(buffer.Answer.IsEmpty);
        using NativeBuffer other = new(1024, new NotingPool { MostBytes = 4096 });
        Assert.Equal(
            Win32Error.NotEnoughMemory,
            other.FillByError(
                static (bytes, length, out needed) =>
                {
                    _ = WantAMegabyte(out needed);
                    return Win32Error.MoreData;
                }
            )
        );

        static int WantAMegabyte(out int needed)
        {
            needed = 1 << 20;
            return NtStatus.InfoLengthMismatch;
        }
    }

    /// <summary>A pool that notes what it gave and got, and has only so much.</summary>
    private sealed class NotingPool : ArrayPool<byte>
    {
        public List<int> Rented { get; } = [];

        public List<int> Returned { get; } = [];

        public int MostBytes { get; init; } = int.MaxValue;

        public override byte[] Rent(int minimumLength)
        {
            Rented.Add(minimumLength);
            return minimumLength <= MostBytes ? new byte[minimumLength] : throw new InsufficientMemoryException();
        }

        public override void Return(byte[] array, bool clearArray = false) => Returned.Add(array.Length);
    }
}
