using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The names of the CPUs in <c>/proc/cpuinfo</c>, and what it says about a hypervisor.</summary>
internal sealed class CpuModels
{
    /// <summary>The length of a longer name is no name.</summary>
    public const int LongestName = 256;

    private const int MostCpus = 64 * 1024;

    private readonly Dictionary<int, string> _names = [];

    /// <summary>What is known without the file.</summary>
    public static CpuModels None { get; } = new();

    /// <summary>The name that stands before or after the blocks of the CPUs, for all of them; null if there is none.</summary>
    public string? CommonName { get; private set; }

    /// <summary>The vendor of the first CPU that has one; null if there is none.</summary>
    public string? Vendor { get; private set; }

    /// <summary>Whether the CPU has the flag that x86 hypervisors set; null if the architecture has no such flags.</summary>
    public bool? HasHypervisorFlag { get; private set; }

    /// <summary>The name of a CPU; null if unknown.</summary>
    public string? NameOf(int cpu) => _names.GetValueOrDefault(cpu) ?? (_names.Count == 0 ? CommonName : null);

    /// <summary>Parses the file. Its format depends on the architecture, and what is not in it is null.</summary>
    public static CpuModels Parse(ReadOnlySpan<byte> text)
    {
        CpuModels models = new();
        Block block = default;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            int colon = line.IndexOf((byte)':');
            if (colon < 0)
            {
                continue;
            }

            ReadOnlySpan<byte> key = Ascii.Trim(line[..colon]);
            ReadOnlySpan<byte> value = Ascii.Trim(line[(colon + 1)..]);
            if (ProcCpuinfo.TryReadNumber(key, value, out int number))
            {
                models.Complete(ref block);
                block = new Block { Cpu = number, Last = block.Last };
            }
            else if (value.Length <= LongestName || key.SequenceEqual("flags"u8))
            {
                models.Read(ref block, key, value);
            }
        }

        models.Complete(ref block);
        return models;
    }

    /// <summary>The architecture that <c>uname -m</c> names; null for one that .NET has no name for.</summary>
    public static Architecture? ArchitectureOf(string name) =>
        name switch
        {
            "x86_64" => Architecture.X64,
            "i386" or "i486" or "i586" or "i686" => Architecture.X86,
            "aarch64" or "aarch64_be" => Architecture.Arm64,
            "armv6l" => Architecture.Armv6,
            "s390x" => Architecture.S390x,
            "ppc64le" => Architecture.Ppc64le,
            "riscv64" => Architecture.RiscV64,
            "loongarch64" => Architecture.LoongArch64,
            _ => name.StartsWith("arm", StringComparison.Ordinal) ? Architecture.Arm : null,
        };

    [SuppressMessage("Performance", "CA1822", Justification = "The vendor is the instance's.")]
    private void Read(ref Block block, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        // "model name" on x86 and 32-bit ARM, "Model Name" on LoongArch, "cpu" on POWER and SPARC, "cpu model" on MIPS and Alpha, "uarch"
        // on RISC-V. IBM Z has numbers only.
        if (
            System.Text.Ascii.EqualsIgnoreCase(key, "model name"u8)
            || key.SequenceEqual("cpu"u8)
            || key.SequenceEqual("cpu model"u8)
            || key.SequenceEqual("uarch"u8)
        )
        {
            block.Name = value.IsEmpty ? block.Name : block.Share(value);
        }
        else if (key.SequenceEqual("vendor_id"u8))
        {
            Vendor ??= value.IsEmpty ? null : OSText.GetString(value);
        }
        else if (key.SequenceEqual("CPU implementer"u8))
        {
            block.Implementer = ReadHex(value);
        }
        else if (key.SequenceEqual("CPU part"u8))
        {
            block.Part = ReadHex(value);
        }
        else if (key.SequenceEqual("flags"u8) && HasHypervisorFlag is null)
        {
            HasHypervisorFlag = HasWord(value, "hypervisor"u8);
        }
    }

    private void Complete(ref Block block)
    {
        string? name = block.Name;
        if (block.Implementer is { } implementer)
        {
            Vendor ??= ArmCpuNames.VendorOf(implementer);
            name = (block.Part is { } part ? ArmCpuNames.NameOf(implementer, part) : null) ?? name;
        }

        if (name is not null && block.Cpu is { } cpu && _names.Count < MostCpus)
        {
            _names[cpu] = name;
        }
        else if (block.Cpu is null)
        {
            CommonName ??= name;
        }
    }

    private static int? ReadHex(ReadOnlySpan<byte> value) =>
        value.StartsWith("0x"u8) && Ascii.TryParseHex(value[2..], out ulong number) && number <= 0xFFFF ? (int)number : null;

    private static bool HasWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        foreach (Range range in text.Split((byte)' '))
        {
            if (text[range].SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the lines of one CPU say.</summary>
    private ref struct Block
    {
        public int? Cpu;
        public string? Name;
        public int? Implementer;
        public int? Part;

        /// <summary>The name that was created last: that of all CPUs of most machines.</summary>
        public string? Last;

        public string Share(ReadOnlySpan<byte> name) =>
            Last is not null && System.Text.Ascii.Equals(name, Last) ? Last : Last = OSText.GetString(name);
    }
}
