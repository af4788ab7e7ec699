using System.Runtime.InteropServices;

namespace Psutil.Platforms.Unix;

/// <summary>A list of strings as <c>execve</c> takes it: pointers to zero-terminated bytes, and a null pointer.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private byte* _block;

    public NativeStrings(IEnumerable<string> texts)
    {
        byte[][] values = [.. texts.Select(OSText.GetBytes)];
        nuint pointers = (nuint)((values.Length + 1) * sizeof(byte*));
        nuint size = values.Aggregate(pointers, (sum, value) => sum + (nuint)value.Length + 1);
        _block = (byte*)NativeMemory.AllocZeroed(size);
        byte* next = _block + pointers;
        for (int index = 0; index < values.Length; index++)
        {
            Pointer[index] = next;
            values[index].CopyTo(new Span<byte>(next, values[index].Length));
            next += values[index].Length + 1;
        }
    }

    public byte** Pointer => (byte**)_block;

    public void Dispose()
    {
        NativeMemory.Free(_block);
        _block = null;
    }
}
