using System.Runtime.InteropServices;
using System.Text;

namespace Psutil.SimulatedTests.Kernel;

/// <summary>One call of the library into the C library, with its arguments as the machine's words.</summary>
public readonly unsafe struct NativeCall(string function, nint* arguments)
{
    private readonly nint* _arguments = arguments;

    public string Function { get; } = function;

    public int Int(int index) => (int)_arguments[index];

    public uint UInt(int index) => (uint)_arguments[index];

    public nint Word(int index) => _arguments[index];

    public bool IsNull(int index) => _arguments[index] == 0;

    /// <summary>The memory that an argument points to.</summary>
    public Span<byte> Memory(int index, int length) => new((void*)_arguments[index], length);

    public ref T Target<T>(int index)
        where T : unmanaged => ref *(T*)_arguments[index];

    public string Text(int index) => Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)_arguments[index]));
}
