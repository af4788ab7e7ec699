using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>
/// The graphics kernel by <c>gdi32.dll</c>. A small edition of Windows lacks the library, and Wine some of its functions: those are not
/// implemented.
/// </summary>
internal sealed unsafe partial class Gdi32 : GraphicsKernel
{
    private const string Library = "gdi32.dll";

    // More than any machine has. What is open must be closed, so the list is not cut.
    private const uint MostAdapters = 256;
    private const int MostAttempts = 8;

    public static Gdi32 OfSystem { get; } = new();

    public override int OpenAdapters(out GraphicsAdapter[] adapters)
    {
        adapters = [];
        int status = NtStatus.BufferTooSmall;
        for (int attempt = 0; attempt < MostAttempts && NtStatus.WantsMoreRoom(status); attempt++)
        {
            GraphicsAdapterList list = default;
            status = Enumerate(&list);
            if (NtStatus.Failed(status) || list.Count == 0)
            {
                return status;
            }

            // One can be added between the calls.
            GraphicsAdapter[] room = new GraphicsAdapter[Math.Min(list.Count + 1, MostAdapters)];
            fixed (GraphicsAdapter* first = room)
            {
                list.Count = (uint)room.Length;
                list.Adapters = first;
                status = Enumerate(&list);
            }

            if (!NtStatus.Failed(status))
            {
                adapters = room[..(int)Math.Min(list.Count, (uint)room.Length)];
            }
        }

        return status;
    }

    public override void CloseAdapter(uint adapter) => _ = D3DKMTCloseAdapter(&adapter);

    public override int QueryAdapter(uint adapter, int type, Span<byte> data)
    {
        fixed (byte* start = data)
        {
            GraphicsQuery query = new()
            {
                Adapter = adapter,
                Type = type,
                Data = start,
                Size = (uint)data.Length,
            };
            try
            {
                return D3DKMTQueryAdapterInfo(&query);
            }
            catch (EntryPointNotFoundException)
            {
                return NtStatus.NotImplemented;
            }
        }
    }

    public override int QueryStatistics(ref GraphicsStatistics statistics)
    {
        fixed (GraphicsStatistics* question = &statistics)
        {
            try
            {
                return D3DKMTQueryStatistics(question);
            }
            catch (EntryPointNotFoundException)
            {
                return NtStatus.NotImplemented;
            }
        }
    }

    private static int Enumerate(GraphicsAdapterList* list)
    {
        try
        {
            return D3DKMTEnumAdapters2(list);
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return NtStatus.NotImplemented;
        }
    }

    [LibraryImport(Library)]
    private static partial int D3DKMTEnumAdapters2(GraphicsAdapterList* list);

    [LibraryImport(Library)]
    private static partial int D3DKMTCloseAdapter(uint* adapter);

    [LibraryImport(Library)]
    private static partial int D3DKMTQueryAdapterInfo(GraphicsQuery* query);

    [LibraryImport(Library)]
    private static partial int D3DKMTQueryStatistics(GraphicsStatistics* statistics);
}
