using System.Numerics;

namespace Psutil;

/// <summary>
/// The fields of a snapshot that are asked for less often, each under its flag: an object of its own, so that a table of many processes
/// that has none of them stays small.
/// </summary>
internal sealed class RareFields
{
    // One place for each of these, in the order of their bits.
    private ProcessFields _fields;
    private object?[] _values;

    /// <summary>Makes room for the fields that will be read.</summary>
    public RareFields(ProcessFields fields)
    {
        _fields = fields;
        _values = new object?[BitOperations.PopCount((ulong)fields)];
    }

    /// <summary>The fields, also of the common ones, that are only a part of what there was.</summary>
    public ProcessFields Cut { get; set; }

    /// <summary>Goes with <see cref="ProcessFields.OpenFiles"/>.</summary>
    public int? UnnamedFileCount { get; set; }

    /// <summary>The fields that have a value.</summary>
    public ProcessFields Present
    {
        get
        {
            ProcessFields present = ProcessFields.None;
            int index = 0;
            for (long rest = (long)_fields; rest != 0; rest &= rest - 1)
            {
                present |= _values[index++] is null ? ProcessFields.None : (ProcessFields)(rest & -rest);
            }

            return present;
        }
    }

    /// <summary>A field's value; null if it has none.</summary>
    public object? Find(ProcessFields field) => _fields.Wants(field) ? _values[IndexOf(field)] : null;

    /// <summary>Sets a field for which there is room; every other one was not asked for.</summary>
    public void Set<T>(ProcessFields field, T value)
    {
        if (_fields.Wants(field))
        {
            _values[IndexOf(field)] = value;
        }
    }

    /// <summary>Sets a field, for which room is made.</summary>
    public void Add(ProcessFields field, object value)
    {
        if (!_fields.Wants(field))
        {
            _fields |= field;
            int index = IndexOf(field);
            _values = [.. _values[..index], null, .. _values[index..]];
        }

        _values[IndexOf(field)] = value;
    }

    /// <summary>Takes the values of some fields away.</summary>
    public void Clear(ProcessFields fields)
    {
        for (long rest = (long)(_fields & fields); rest != 0; rest &= rest - 1)
        {
            _values[IndexOf((ProcessFields)(rest & -rest))] = null;
        }
    }

    private int IndexOf(ProcessFields field) => BitOperations.PopCount((ulong)_fields & ((ulong)field - 1));
}
