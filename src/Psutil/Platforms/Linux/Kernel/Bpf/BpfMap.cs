using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>A table in the kernel that programs fill. Its size is fixed, and all of it is allocated at once.</summary>
internal sealed class BpfMap<TKey, TValue> : IDisposable
    where TKey : unmanaged
    where TValue : unmanaged
{
    private readonly int _mostEntries;

    private BpfMap(SafeFileHandle handle, int mostEntries)
    {
        Handle = handle;
        _mostEntries = mostEntries;
    }

    /// <summary>The descriptor that keeps the map.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>Creates a map.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="mostEntries">The number of its entries.</param>
    /// <param name="map">The map.</param>
    /// <param name="refusal">Why the kernel does not create it.</param>
    /// <param name="inner">For a map of maps, one like those that it will have.</param>
    public static bool TryCreate(
        uint type,
        int mostEntries,
        [NotNullWhen(true)] out BpfMap<TKey, TValue>? map,
        [NotNullWhen(false)] out BpfRefusal? refusal,
        SafeFileHandle? inner = null
    )
    {
        BpfMapAttributes attributes = new()
        {
            Type = type,
            KeySize = (uint)Unsafe.SizeOf<TKey>(),
            ValueSize = (uint)Unsafe.SizeOf<TValue>(),
            MostEntries = (uint)mostEntries,
            InnerMap = inner is null ? 0 : (uint)inner.DangerousGetHandle(),
        };
        int created = Libc.CreateBpfMap(in attributes);
        GC.KeepAlive(inner);
        map = created < 0 ? null : new BpfMap<TKey, TValue>(new SafeFileHandle(created, ownsHandle: true), mostEntries);
        refusal = created < 0 ? new BpfRefusal("bpf(BPF_MAP_CREATE)", -created) : null;
        return map is not null;
    }

    /// <summary>The value of a key.</summary>
    public ReadResult Read(in TKey key, out TValue value)
    {
        int result = Libc.LookUpBpfElement(Handle, in key, out value);
        return result < 0 ? ReadResult.Failure("bpf(BPF_MAP_LOOKUP_ELEM)", -result) : ReadResult.Success(0);
    }

    /// <summary>Adds a key, or changes its value. Of a map of maps, the value is a descriptor.</summary>
    public ReadResult Write(in TKey key, in TValue value)
    {
        int result = Libc.UpdateBpfElement(Handle, in key, in value);
        return result < 0 ? ReadResult.Failure("bpf(BPF_MAP_UPDATE_ELEM)", -result) : ReadResult.Success(0);
    }

    /// <summary>
    /// Adds all keys. A key that programs add meanwhile may be left out, but none that was there before: keys are not removed meanwhile.
    /// </summary>
    public ReadResult ReadKeys(List<TKey> keys)
    {
        scoped ref readonly TKey previous = ref Unsafe.NullRef<TKey>();
        TKey next = default;
        for (int count = 0; count <= _mostEntries; count++)
        {
            int result = Libc.GetNextBpfKey(Handle, in previous, out TKey found);
            if (result < 0)
            {
                return result == -Errno.ENOENT ? ReadResult.Success(0) : ReadResult.Failure("bpf(BPF_MAP_GET_NEXT_KEY)", -result);
            }

            keys.Add(found);
            next = found;
            previous = ref next;
        }

        return ReadResult.Success(0);
    }

    /// <summary>Removes a key, so that another one has room.</summary>
    public void Remove(in TKey key) => Libc.DeleteBpfElement(Handle, in key);

    public void Dispose() => Handle.Dispose();
}
