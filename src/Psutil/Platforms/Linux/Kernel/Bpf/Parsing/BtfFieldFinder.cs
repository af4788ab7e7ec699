namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Looks up what a program needs of the kernel's structures, and keeps the name of the first thing that is not there.</summary>
internal sealed class BtfFieldFinder(Btf btf)
{
    // An instruction has 16 bits for it. Structures are some thousand bytes long.
    private const int LargestOffset = 30_000;

    private string? _structure;
    private int _type;

    /// <summary>What was not found; null while nothing was missed.</summary>
    public string? Missing { get; private set; }

    /// <summary>A field by the first of its names that this kernel has.</summary>
    /// <param name="structure">The structure's name.</param>
    /// <param name="names">The names that it has had, each as <see cref="Btf.TryGetField"/> takes it.</param>
    public BtfField Find(string structure, params ReadOnlySpan<string> names)
    {
        if (FindOptional(structure, names) is { } field)
        {
            return field;
        }

        Missing ??= $"{structure}.{names[0]}";
        return default;
    }

    /// <summary>A field that may be absent.</summary>
    public BtfField? FindOptional(string structure, params ReadOnlySpan<string> names)
    {
        int type = FindStructure(structure);
        foreach (string name in names)
        {
            if (type != 0 && btf.TryGetField(type, name, out BtfField field) && field is { IsLoadable: true, Offset: <= LargestOffset })
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>A place within a structure, whatever is there.</summary>
    public int FindOffset(string structure, string name)
    {
        int type = FindStructure(structure);
        if (type != 0 && btf.TryGetField(type, name, out BtfField field) && field is { BitCount: 0, Offset: <= LargestOffset })
        {
            return field.Offset;
        }

        Missing ??= $"{structure}.{name}";
        return 0;
    }

    /// <summary>A structure's bytes.</summary>
    public int FindSize(string structure)
    {
        int type = FindStructure(structure);
        if (type != 0 && btf.TryGetSize(type, out int size))
        {
            return size;
        }

        Missing ??= $"struct {structure}";
        return 0;
    }

    /// <summary>A function's number.</summary>
    public int FindFunction(string name)
    {
        int type = btf.FindType(BtfKind.Function, name);
        if (type == 0)
        {
            Missing ??= $"{name}()";
        }

        return type;
    }

    // Fields are asked for structure by structure.
    private int FindStructure(string name)
    {
        if (name != _structure)
        {
            _type = btf.FindType(BtfKind.Structure, name);
            _structure = name;
        }

        return _type;
    }
}
