using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    /// <summary>Copies a key's value; -ENOENT if the map does not have the key.</summary>
    public static int LookUpBpfElement<TKey, TValue>(SafeFileHandle map, in TKey key, out TValue value)
        where TKey : unmanaged
        where TValue : unmanaged
    {
        value = default;
        fixed (TKey* keyPointer = &key)
        fixed (TValue* valuePointer = &value)
        {
            return CallBpf(BpfCommand.LookUpElement, map, (ulong)keyPointer, (ulong)valuePointer);
        }
    }

    /// <summary>Adds a key, or changes its value.</summary>
    public static int UpdateBpfElement<TKey, TValue>(SafeFileHandle map, in TKey key, in TValue value)
        where TKey : unmanaged
        where TValue : unmanaged
    {
        fixed (TKey* keyPointer = &key)
        fixed (TValue* valuePointer = &value)
        {
            return CallBpf(BpfCommand.UpdateElement, map, (ulong)keyPointer, (ulong)valuePointer);
        }
    }

    /// <summary>Removes a key.</summary>
    public static int DeleteBpfElement<TKey>(SafeFileHandle map, in TKey key)
        where TKey : unmanaged
    {
        fixed (TKey* keyPointer = &key)
        {
            return CallBpf(BpfCommand.DeleteElement, map, (ulong)keyPointer, 0);
        }
    }

    /// <summary>Copies the key that follows; -ENOENT after the last.</summary>
    /// <param name="map">The map.</param>
    /// <param name="key">The key before it; a null reference for the first one.</param>
    /// <param name="next">The key.</param>
    public static int GetNextBpfKey<TKey>(SafeFileHandle map, ref readonly TKey key, out TKey next)
        where TKey : unmanaged
    {
        next = default;
        fixed (TKey* keyPointer = &key)
        fixed (TKey* nextPointer = &next)
        {
            return CallBpf(BpfCommand.GetNextKey, map, (ulong)keyPointer, (ulong)nextPointer);
        }
    }

    /// <summary>Attaches a program to the tracepoint that it was loaded for; the returned descriptor keeps both.</summary>
    public static int OpenBpfRawTracepoint(SafeFileHandle program)
    {
        BpfRawTracepointAttributes attributes = new() { Program = (uint)program.DangerousGetHandle() };
        int result = CallBpf(BpfCommand.OpenRawTracepoint, in attributes);
        GC.KeepAlive(program);
        return result;
    }

    /// <summary>What the kernel counts about a program. An older kernel fills less, and the rest stays 0.</summary>
    public static int GetBpfProgramInfo(SafeFileHandle program, out BpfProgramInfo info)
    {
        info = default;
        fixed (BpfProgramInfo* pointer = &info)
        {
            BpfInfoAttributes attributes = new()
            {
                Descriptor = (uint)program.DangerousGetHandle(),
                Size = (uint)sizeof(BpfProgramInfo),
                Info = (ulong)pointer,
            };
            int result = CallBpf(BpfCommand.GetObjectInfo, in attributes);
            GC.KeepAlive(program);
            return result;
        }
    }

    private static int CallBpf(BpfCommand command, SafeFileHandle map, ulong key, ulong value)
    {
        // Another thread may dispose of it, and its number be another file's then.
        bool held = false;
        map.DangerousAddRef(ref held);
        try
        {
            BpfElementAttributes attributes = new()
            {
                Map = (uint)map.DangerousGetHandle(),
                Key = key,
                Value = value,
            };
            return CallBpf(command, in attributes);
        }
        finally
        {
            map.DangerousRelease();
        }
    }
}

/// <summary>The part of <c>union bpf_attr</c> that BPF_MAP_*_ELEM and BPF_MAP_GET_NEXT_KEY take.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfElementAttributes
{
    public uint Map;
    public uint Padding;
    public ulong Key;
    public ulong Value;
    public ulong Flags;
}

/// <summary>The part of <c>union bpf_attr</c> that BPF_RAW_TRACEPOINT_OPEN takes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfRawTracepointAttributes
{
    public ulong Name;
    public uint Program;
    public uint Padding;
}

/// <summary>The part of <c>union bpf_attr</c> that BPF_OBJ_GET_INFO_BY_FD takes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfInfoAttributes
{
    public uint Descriptor;
    public uint Size;
    public ulong Info;
}

/// <summary><c>struct bpf_prog_info</c>, of which these are used.</summary>
[StructLayout(LayoutKind.Explicit, Size = 216)]
internal struct BpfProgramInfo
{
    /// <summary>The name that it was loaded with.</summary>
    [FieldOffset(64)]
    public BpfName Name;

    /// <summary>The time that the program ran; 0 unless the kernel's statistics are on (BPF_ENABLE_STATS).</summary>
    [FieldOffset(192)]
    public ulong RunNanoseconds;

    /// <summary>How often the program ran; 0 unless the kernel's statistics are on.</summary>
    [FieldOffset(200)]
    public ulong RunCount;

    /// <summary>How often the kernel skipped the program because it was running on the CPU already. Since Linux 5.12.</summary>
    [FieldOffset(208)]
    public ulong Missed;
}
