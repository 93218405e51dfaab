// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Microsoft.ML.Causal;

/// <summary>Reads sorted touches from a database.</summary>
internal sealed class SqliteJourneySortReader : JourneySortReader
{
    // Held so that the file is not deleted while it is read.
    private readonly TouchDatabase _database;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _select;
    private readonly SqliteDataReader _reader;
    private byte[] _record = [];
    private int _keyLength;

    /// <param name="database">The database.</param>
    public SqliteJourneySortReader(TouchDatabase database)
    {
        _database = database;
        _connection = new SqliteConnection(TouchDatabase.Connect(_database.Path, SqliteOpenMode.ReadOnly));
        _connection.Open();
        _select = _connection.CreateCommand();
        _select.CommandText = "SELECT record FROM sorted ORDER BY rowid";
        _reader = _select.ExecuteReader();
    }

    public override ReadOnlySpan<byte> Key => _record.AsSpan(0, _keyLength);

    public override ReadOnlySpan<byte> Touch => _record.AsSpan(_keyLength, _record.Length - sizeof(ushort) - _keyLength);

    public override bool MoveNext()
    {
        if (!_reader.Read())
            return false;
        _record = _reader.GetFieldValue<byte[]>(0);
        _keyLength = BinaryPrimitives.ReadUInt16LittleEndian(_record.AsSpan(_record.Length - sizeof(ushort)));
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _reader.Dispose();
        _select.Dispose();
        _connection.Dispose();
    }
}
